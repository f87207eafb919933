using System.Globalization;
using DrDrills.PostgreSql.Digests;
using Npgsql;

namespace DrDrills.PostgreSql.Comparisons.Rows;

/// <summary>One side of a comparison while it goes on: one snapshot, held open, that all sessions of the side see.</summary>
internal sealed class ComparedDatabase : IAsyncDisposable
{
    // The snapshot is taken by the statement that also reads the clock.
    private const string Sql = """
        SELECT pg_export_snapshot(), to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
               current_database()::text, current_setting('server_version'), current_setting('server_version_num')::int,
               pg_encoding_to_char(d.encoding)::text, pg_is_in_recovery(),
               concat_ws(' ', (SELECT system_identifier FROM pg_control_system()), d.oid, pg_postmaster_start_time())
        FROM pg_database d WHERE d.datname = current_database()
        """;

    private readonly string _snapshot;

    private ComparedDatabase(ComparedSource source, PinnedSession leader, Facts facts)
    {
        Source = source;
        Leader = leader;
        _snapshot = facts.Snapshot;
        VersionNumber = facts.VersionNumber;
        Identity = facts.Identity;
        RunsAhead = source.IsReplayed || facts.IsInRecovery;
        Described = new ComparisonSide(source.Name, facts.Database, facts.Version, facts.Encoding, facts.AsOf, source.Backup);
    }

    public ComparedSource Source { get; }

    /// <summary>The session that holds the snapshot; for one question at a time.</summary>
    public PinnedSession Leader { get; }

    public ComparisonSide Described { get; }

    /// <summary>As <c>server_version_num</c>.</summary>
    public int VersionNumber { get; }

    /// <summary>The same for two connections to one database of one running server, and only for those.</summary>
    public string Identity { get; }

    /// <summary>Where the server runs: a host as the connection names it, or nothing for this machine.</summary>
    public string Machine => MachineOf(Source.Database.ConnectionString);

    /// <summary>Whether sequences may stand ahead of the source's, because a server recovered from its log.</summary>
    public bool RunsAhead { get; }

    public static async Task<ComparedDatabase> OpenAsync(ComparedSource source, CancellationToken cancellationToken)
    {
        var leader = await PinnedSession.OpenAsync(source.Database, null, cancellationToken).ConfigureAwait(false);
        try
        {
            var facts = await leader.ReadAsync(
                Sql,
                row => new Facts(
                    row.GetString(0), Instant(row.GetString(1)), row.GetString(2), row.GetString(3), row.GetInt32(4), row.GetString(5),
                    row.GetBoolean(6), row.GetString(7)),
                cancellationToken).ConfigureAwait(false);
            return new ComparedDatabase(source, leader, facts[0]);
        }
        catch
        {
            await leader.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>One more session that sees the same.</summary>
    public Task<PinnedSession> OpenSessionAsync(CancellationToken cancellationToken) =>
        PinnedSession.OpenAsync(Source.Database, _snapshot, cancellationToken);

    public ValueTask DisposeAsync() => Leader.DisposeAsync();

    /// <summary>The machine that a connection string leads to; nothing for this one.</summary>
    internal static string MachineOf(string connectionString)
    {
        var host = new NpgsqlConnectionStringBuilder(connectionString).Host ?? "";
        return host is "" or "localhost" or "127.0.0.1" or "::1" || host[0] is '/' or '@' ? "" : host;
    }

    private static DateTimeOffset Instant(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    private sealed record Facts(
        string Snapshot, DateTimeOffset AsOf, string Database, string Version, int VersionNumber, string Encoding, bool IsInRecovery, string Identity);
}
