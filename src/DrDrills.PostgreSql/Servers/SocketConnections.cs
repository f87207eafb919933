using System.Globalization;
using Npgsql;

namespace DrDrills.PostgreSql.Servers;

/// <summary>Connections to a server through its unix socket, whose folder's permissions say who may.</summary>
internal sealed class SocketConnections(DirectoryInfo sockets, string administrator)
{
    /// <summary>Settings of the restored database are for its applications, and would get in the way of restoring and asking.</summary>
    private const string NoLimits =
        "-c statement_timeout=0 -c lock_timeout=0 -c idle_in_transaction_session_timeout=0 -c default_transaction_read_only=off";

    private const string OwnSettings = NoLimits + " -c standard_conforming_strings=on";

    /// <summary>For PostgreSQL's programs, which lift such limits themselves, but only after their first statement.</summary>
    public static IReadOnlyDictionary<string, string?> ToolEnvironment { get; } = new Dictionary<string, string?> { ["PGOPTIONS"] = NoLimits };

    public IReadOnlyList<string> ToolArguments =>
        ["--host", sockets.FullName, "--port", "5432", "--username", administrator, "--no-password"];

    public NpgsqlDataSource Open(string database, string? role = null) =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder
        {
            Host = sockets.FullName,
            Port = 5432,
            Username = role ?? administrator,
            Database = database,
            SslMode = SslMode.Disable,
            GssEncryptionMode = GssEncryptionMode.Disable,
            Timeout = 15,
            CommandTimeout = 7200,
            ApplicationName = "drdrills",
            ClientEncoding = "UTF8",
            Options = role is null ? OwnSettings : null,
            MaxPoolSize = 20,
            // Rows in bulk come in fewer, larger reads.
            ReadBufferSize = 64 * 1024,
        });

    /// <summary>Null when the server lets the administrator in and writes, else what was seen instead.</summary>
    /// <param name="source">Connects as administrator.</param>
    /// <param name="processId">The server must have this process id: an image's entrypoint starts another one first, to set itself up.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    public async Task<string?> AskAsync(NpgsqlDataSource source, int? processId, CancellationToken cancellationToken)
    {
        var command = source.CreateCommand(
            "SELECT pg_catalog.pg_is_in_recovery(), current_setting('is_superuser'), "
            + "CASE WHEN current_setting('is_superuser') = 'on' THEN split_part(pg_catalog.pg_read_file('postmaster.pid'), E'\n', 1) ELSE '' END");
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                return reader.GetBoolean(0) ? "still replaying WAL"
                    : reader.GetString(1) != "on" ? $"role '{administrator}' is not a superuser"
                    : processId is { } expected && reader.GetString(2) != expected.ToString(CultureInfo.InvariantCulture) ? "still setting itself up"
                    : null;
            }
        }
    }
}
