using System.Data.Common;
using System.Globalization;
using DrDrills.Drills;
using DrDrills.PostgreSql.Digests;

namespace DrDrills.PostgreSql.Manifests;

/// <summary>Waits until a server's sessions have handed in what they counted of the transactions that a snapshot sees.</summary>
/// <remarks>
/// A session hands its counts in when a transaction ends, but not twice within a second; what is left over then goes in after 10 seconds of idleness, or
/// with the end of its next transaction (<c>PGSTAT_MIN_INTERVAL</c>, <c>PGSTAT_IDLE_INTERVAL</c>). Before PostgreSQL 15 it waits for the next transaction
/// alone, however late that comes, and may be lost on its way: there, counters never prove that nothing was changed.
/// </remarks>
internal static class PendingCounts
{
    /// <summary>The most that is waited.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    private const int FirstThatHandsInWhenIdle = 150000;

    private static readonly TimeSpan AtTheLatestWhenIdle = TimeSpan.FromSeconds(11);
    private static readonly TimeSpan BetweenTwo = TimeSpan.FromSeconds(1.1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Waits, for <see cref="Limit"/> at the most.</summary>
    /// <param name="session">Of the database; what it sees of the counters afterwards is read anew.</param>
    /// <param name="snapshot">When the snapshot was taken, by the server's clock.</param>
    /// <param name="progress">Told whom it waits for, or null.</param>
    /// <param name="clock">Measures the limit.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Null, or why the counters may lack something: a clause.</returns>
    public static async Task<string?> SettleAsync(
        PinnedSession session, DateTimeOffset snapshot, IProgress<StageProgress>? progress, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await session.ServerVersionNumberAsync(cancellationToken).ConfigureAwait(false) < FirstThatHandsInWhenIdle)
        {
            return "before PostgreSQL 15 a session may hand in what it counted at any later time";
        }

        var begin = clock.GetTimestamp();
        var settled = new HashSet<int>();
        var inTransaction = new Dictionary<int, string>();
        while (true)
        {
            // Within a transaction a server shows again and again what it showed first.
            await session.ExecuteAsync("SELECT pg_stat_clear_snapshot()", cancellationToken).ConfigureAwait(false);
            var backends = await session.ReadAsync(Sql(snapshot), Read, cancellationToken).ConfigureAwait(false);
            settled.UnionWith(backends.Where(backend => HasHandedIn(backend, snapshot, inTransaction)).Select(backend => backend.Process));
            var left = backends.Where(backend => !settled.Contains(backend.Process)).ToList();
            if (left.Count == 0)
            {
                await session.ExecuteAsync("SELECT pg_stat_clear_snapshot()", cancellationToken).ConfigureAwait(false);
                return null;
            }

            if (clock.GetElapsedTime(begin) > Limit)
            {
                return left.Count(backend => backend.IsHidden) is > 0 and var hidden
                    ? string.Create(CultureInfo.InvariantCulture, $"this role, no member of pg_read_all_stats, cannot see whether {hidden} sessions have handed in what they counted")
                    : string.Create(CultureInfo.InvariantCulture, $"after {Limit.TotalSeconds:0} s {left.Count} of its sessions had not handed in what they counted");
            }

            progress?.Report(new StageProgress(0, null, "sessions", string.Create(
                CultureInfo.InvariantCulture, $"up to {Limit.TotalSeconds:0} s for {left.Count} sessions to hand in what they counted")));
            await Task.Delay(Pause, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A transaction that ends a second after the snapshot takes with it what was left over before.</summary>
    private static bool HasHandedIn(Backend backend, DateTimeOffset snapshot, Dictionary<int, string> inTransaction)
    {
        if (inTransaction.TryGetValue(backend.Process, out var seen))
        {
            return backend.Transaction != seen;
        }

        if (backend is { State: "idle", Since: { } since })
        {
            return since > snapshot + BetweenTwo || backend.Now - since > AtTheLatestWhenIdle;
        }

        if (backend.Transaction is { } transaction && backend.Now > snapshot + BetweenTwo)
        {
            inTransaction.Add(backend.Process, transaction);
        }

        return false;
    }

    /// <summary>Whose backends may have changed rows; a vacuum's do not, and those of a parallel query hand in as they end.</summary>
    private static string Sql(DateTimeOffset snapshot) => string.Create(CultureInfo.InvariantCulture, $"""
        SELECT pid, state, to_char(xact_start AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
               to_char(state_change AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
               to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
        FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND coalesce(backend_type, '') NOT IN ('autovacuum worker', 'walsender', 'parallel worker')
          AND (backend_start IS NULL OR backend_start <= '{snapshot.UtcDateTime:yyyy-MM-dd HH:mm:ss.ffffff}Z'::timestamptz)
        """);

    private static Backend Read(DbDataReader row) => new(
        row.GetInt32(0),
        row.IsDBNull(1) ? null : row.GetString(1),
        row.IsDBNull(2) ? null : row.GetString(2),
        row.IsDBNull(3) ? null : Instant(row.GetString(3)),
        Instant(row.GetString(4)));

    private static DateTimeOffset Instant(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    /// <summary>What is visible of one backend; all but the process is null where the role may not see it.</summary>
    private sealed record Backend(int Process, string? State, string? Transaction, DateTimeOffset? Since, DateTimeOffset Now)
    {
        public bool IsHidden => State is null && Since is null;
    }
}
