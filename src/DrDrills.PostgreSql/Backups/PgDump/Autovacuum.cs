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

    // A superuser asks, where the backup may have put its own functions and operators first: every name says whose it is.
    private const string End = """
        SELECT pg_catalog.pg_reload_conf(),
               (SELECT pg_catalog.count(pg_catalog.pg_terminate_backend(pid)) FROM pg_catalog.pg_stat_activity
                WHERE backend_type OPERATOR(pg_catalog.=) 'autovacuum worker'::pg_catalog.text)
        """;

    /// <summary>Turns it off and ends its workers; they may take a moment to leave.</summary>
    /// <param name="copy">Connections of a superuser.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public static async Task EndAsync(NpgsqlDataSource copy, CancellationToken cancellationToken)
    {
        await Sql.RunAsync(copy, Off, cancellationToken).ConfigureAwait(false);
        await Sql.RunAsync(copy, End, cancellationToken).ConfigureAwait(false);
    }
}
