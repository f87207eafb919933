using Npgsql;

namespace DrDrills.PostgreSql.Servers;

/// <summary>Connections to a server through its unix socket, whose folder's permissions say who may.</summary>
internal sealed class SocketConnections(DirectoryInfo sockets, string administrator)
{
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
            MaxPoolSize = 20,
        });

    /// <summary>Null when the server lets the administrator in and writes, else what was seen instead.</summary>
    public async Task<string?> AskAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        var command = source.CreateCommand("SELECT pg_catalog.pg_is_in_recovery(), current_setting('is_superuser')");
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                return reader.GetBoolean(0) ? "still replaying WAL"
                    : reader.GetString(1) != "on" ? $"role '{administrator}' is not a superuser"
                    : null;
            }
        }
    }
}
