using Npgsql;

namespace DrDrills.PostgreSql.Backups.PgDump;

/// <summary>Ends autovacuum in a restored copy.</summary>
/// <remarks>
/// It begins a minute after the server's start, as in production, and goes on for as long as there is something to tidy up. The copy is only
/// proven and removed: what it would do costs the proof time, and while it may run code of the backup nothing that was seen before counts.
/// </remarks>
internal static class Autovacuum
{
    private const string Off = "ALTER SYSTEM SET autovacuum = off";

    private const string End = """
        SELECT pg_catalog.pg_reload_conf(),
               (SELECT count(pg_catalog.pg_terminate_backend(pid)) FROM pg_catalog.pg_stat_activity WHERE backend_type = 'autovacuum worker')
        """;

    /// <summary>Turns it off and ends its workers; they may take a moment to leave.</summary>
    /// <param name="copy">Connections of a superuser.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public static async Task EndAsync(NpgsqlDataSource copy, CancellationToken cancellationToken)
    {
        foreach (var statement in new[] { Off, End })
        {
            var command = copy.CreateCommand(statement);
            await using (command.ConfigureAwait(false))
            {
                await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
