using System.Collections.Concurrent;
using System.Data.Common;
using DrDrills.Drills;

namespace DrDrills.PostgreSql.Digests;

/// <summary>Digests every table of a database over several connections in one snapshot.</summary>
/// <remarks>
/// Large tables are cut into runs of blocks, so that one table keeps all connections busy; the largest runs go first. Each connection
/// uses one core of the server (parallel query is off), memory is constant. Tables whose storage is damaged are reported, the others
/// still digested.
/// </remarks>
internal static class DatabaseDigest
{
    /// <param name="source">Connections to the database.</param>
    /// <param name="digest">How.</param>
    /// <param name="snapshotId">The snapshot to read in, held by another session; null takes one for itself.</param>
    /// <param name="parallelism">Sessions at once.</param>
    /// <param name="progress">Told of the work, or null.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="blocksPerShare">The most that one session reads in one go; null chooses.</param>
    /// <param name="known">Tables that were digested before and proven to be the same since: they are not read again.</param>
    public static async Task<IReadOnlyList<TableContent>> ReadAsync(
        DbDataSource source,
        ITableDigest digest,
        string? snapshotId,
        int parallelism,
        IProgress<StageProgress>? progress,
        CancellationToken cancellationToken,
        long? blocksPerShare = null,
        IReadOnlyDictionary<(string Schema, string Name), DigestPart>? known = null)
    {
        var leader = await PinnedSession.OpenAsync(source, snapshotId, cancellationToken).ConfigureAwait(false);
        await using (leader.ConfigureAwait(false))
        {
            var snapshot = snapshotId ?? await leader.ExportSnapshotAsync(cancellationToken).ConfigureAwait(false);
            var tables = await DigestTables.ReadAsync(leader, cancellationToken).ConfigureAwait(false);
            var unknown = tables.Where(table => known?.ContainsKey((table.Schema, table.Name)) != true).ToList();
            var run = new Run(digest, DigestShare.Of(unknown, parallelism, blocksPerShare), progress);
            await SessionCrew.WorkAsync(
                stop => PinnedSession.OpenAsync(source, snapshot, stop),
                run.Shares,
                parallelism,
                run.DigestAsync,
                cancellationToken).ConfigureAwait(false);
            return run.Results(tables, known);
        }
    }

    private sealed class Run(ITableDigest digest, IReadOnlyList<DigestShare> shares, IProgress<StageProgress>? progress)
    {
        private readonly ConcurrentDictionary<DigestTable, DigestPart> _parts = new(ReferenceEqualityComparer.Instance);
        private readonly ConcurrentDictionary<DigestTable, string> _unreadable = new(ReferenceEqualityComparer.Instance);
        private long _done;

        public IReadOnlyList<DigestShare> Shares { get; } = shares;

        private long Total => Shares.Sum(share => share.Weight);

        public async Task DigestAsync(PinnedSession session, DigestShare share, CancellationToken cancellationToken)
        {
            try
            {
                var part = await digest.DigestAsync(session, share.Table, share.Blocks, cancellationToken).ConfigureAwait(false);
                _parts.AddOrUpdate(share.Table, part, (_, sum) => sum + part);
            }
            catch (DbException e) when (DamagedStorage.Is(e))
            {
                _unreadable.TryAdd(share.Table, DamagedStorage.Describe(e));
            }

            var done = Interlocked.Add(ref _done, share.Weight);
            progress?.Report(new StageProgress(done, Total, "blocks", $"table {share.Table.Schema}.{share.Table.Name}"));
        }

        public IReadOnlyList<TableContent> Results(
            IEnumerable<DigestTable> tables, IReadOnlyDictionary<(string Schema, string Name), DigestPart>? known) =>
            [.. tables.Select(table => known is not null && known.TryGetValue((table.Schema, table.Name), out var part)
                ? new TableContent(table, part, null)
                : new TableContent(table, _parts.GetValueOrDefault(table), _unreadable.GetValueOrDefault(table)))];
    }
}
