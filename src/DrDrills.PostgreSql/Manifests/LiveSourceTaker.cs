using System.Data.Common;
using System.Globalization;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.PostgreSql.Digests;
using DrDrills.Verification;

namespace DrDrills.PostgreSql.Manifests;

/// <summary>Reads the live source as it is now, for a restored copy to be compared with.</summary>
/// <remarks>
/// Read-only, in one snapshot; the counters come last, so that they hold at least what the snapshot shows, and only where every session has handed in
/// its own (<see cref="PendingCounts"/>).
/// </remarks>
public static class LiveSourceTaker
{
    /// <summary>Null where the counters tell nothing; else the latest instant at which any of them can have begun (chapter 28.2).</summary>
    private const string CountedSinceSql = """
        SELECT CASE WHEN NOT pg_is_in_recovery() AND current_setting('track_counts')::boolean
                         AND (SELECT timeline_id = 1 FROM pg_control_checkpoint())
                    THEN to_char(greatest(d.stats_reset, b.stats_reset) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') END
        FROM pg_stat_database d, pg_stat_bgwriter b WHERE d.datname = current_database()
        """;

    private const string ChangesSql = "SELECT schemaname::text, relname::text, n_tup_ins, n_tup_upd, n_tup_del FROM pg_stat_user_tables";

    /// <summary>Takes fingerprints of everything, and then the counters.</summary>
    /// <param name="source">Connections as a role that may read everything; stays the caller's.</param>
    /// <param name="name">What the manifest is called.</param>
    /// <param name="progress">Told of every digested run of blocks, from any thread; or null.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="CaptureFailedException">The source refused, went away (<c>DR1511</c>) or is damaged itself (<c>DR1512</c>).</exception>
    public static async Task<LiveSource> TakeAsync(
        DbDataSource source, string name, IProgress<StageProgress>? progress, CancellationToken cancellationToken)
    {
        var manifest = await ManifestTaker.TakeAsync(source, new ManifestOptions { BackupId = name }, progress, cancellationToken)
            .ConfigureAwait(false);
        try
        {
            var session = await PinnedSession.OpenAsync(source, null, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                var uncounted = await PendingCounts.SettleAsync(
                    session, manifest.TakenAt, progress, TimeProvider.System, cancellationToken).ConfigureAwait(false);
                var since = (await session.ReadAsync(
                    CountedSinceSql, row => row.IsDBNull(0) ? null : row.GetString(0), cancellationToken).ConfigureAwait(false)).FirstOrDefault();
                var changes = await session.ReadAsync(
                    ChangesSql,
                    row => (Table: (row.GetString(0), row.GetString(1)), Done: new LiveChanges(row.GetInt64(2), row.GetInt64(3), row.GetInt64(4))),
                    cancellationToken).ConfigureAwait(false);
                return new LiveSource
                {
                    Manifest = manifest,
                    Uncounted = uncounted ?? (since is null ? "they are off there, or the server was a standby once" : null),
                    CountedSince = since is null || uncounted is not null
                        ? null
                        : DateTimeOffset.Parse(since, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
                    Changes = changes.ToDictionary(table => table.Table, table => table.Done),
                };
            }
        }
        catch (DbException e)
        {
            throw new CaptureFailedException(
                "DR1513",
                name,
                $"The counters of the live source '{name}' could not be read: {e.Message.Split('\n')[0].TrimEnd()}",
                "is the server still up, and may the role read pg_stat_user_tables and pg_control_checkpoint()?",
                cause: e);
        }
    }
}
