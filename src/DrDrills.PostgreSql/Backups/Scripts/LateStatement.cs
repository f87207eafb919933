using DrDrills.PostgreSql.Servers;
using Npgsql;

namespace DrDrills.PostgreSql.Backups.Scripts;

/// <summary>A statement for the administrator, carried out once the script's last one has run.</summary>
/// <param name="Sql">The statement.</param>
/// <param name="What">What a person would call it.</param>
/// <param name="Database">The restored database that it has to run in; null for any.</param>
internal sealed record LateStatement(string Sql, string What, string? Database = null)
{
    /// <summary>Carries it out alone: whatever else a script might have put into it would be refused as a second statement.</summary>
    public async Task RunAsync(IPostgresServer server, CancellationToken cancellationToken)
    {
        var restored = server.Connect(Database ?? "postgres");
        await using var _ = restored.ConfigureAwait(false);
        var session = await restored.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = session.ConfigureAwait(false);
        // As in the script: a row that a policy would hide is an error there.
        var settings = new NpgsqlCommand("SET row_security = off; SET search_path = ''", session);
        await using var ___ = settings.ConfigureAwait(false);
        await settings.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        var command = new NpgsqlCommand(Sql, session);
        await using var ____ = command.ConfigureAwait(false);
        command.Parameters.Add(new NpgsqlParameter { Value = 0 });
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
