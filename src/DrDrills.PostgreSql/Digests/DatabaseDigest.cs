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
    /// <summary>8 MiB in blocks of 8 KiB: below that, starting a query costs more than sharing the work saves.</summary>
    private const long SmallestShare = 1024;

    /// <summary>256 MiB in blocks of 8 KiB: a few seconds of work, so that progress is seen.</summary>
    private const long LargestShare = 32 * 1024;

    public static async Task<IReadOnlyList<TableContent>> ReadAsync(
        DbDataSource source,
        ITableDigest digest,
        string? snapshotId,
        int parallelism,
        IProgress<StageProgress>? progress,
        CancellationToken cancellationToken,
        long? blocksPerShare = null)
    {
        var leader = await PinnedSession.OpenAsync(source, snapshotId, cancellationToken).ConfigureAwait(false);
        await using (leader.ConfigureAwait(false))
        {
            var snapshot = snapshotId ?? await leader.ExportSnapshotAsync(cancellationToken).ConfigureAwait(false);
            var tables = await DigestTables.ReadAsync(leader, cancellationToken).ConfigureAwait(false);
            var share = blocksPerShare
                ?? Math.Clamp(tables.Sum(table => table.Blocks ?? 0) / (4L * Math.Max(1, parallelism)), SmallestShare, LargestShare);
            var run = new Run(digest, tables.SelectMany(table => Cut(table, share)), progress);
            await SessionCrew.WorkAsync(
                stop => PinnedSession.OpenAsync(source, snapshot, stop),
                run.Shares,
                parallelism,
                run.DigestAsync,
                cancellationToken).ConfigureAwait(false);
            return run.Results(tables);
        }
    }

    private static IEnumerable<Share> Cut(DigestTable table, long blocksPerShare)
    {
        if (table.Blocks is not { } blocks || blocks <= blocksPerShare || table.Condition.Length > 0)
        {
            yield return new Share(table, null, Math.Max(1, table.Blocks ?? blocksPerShare));
            yield break;
        }

        for (long from = 0; from < blocks; from += blocksPerShare)
        {
            // The last one is open: the table may have grown since its size was read, by rows that the snapshot still sees.
            var isLast = from + blocksPerShare >= blocks;
            yield return new Share(
                table, new BlockRange(from, isLast ? null : from + blocksPerShare), Math.Min(blocksPerShare, blocks - from));
        }
    }

    private sealed record Share(DigestTable Table, BlockRange? Blocks, long Weight);

    private sealed class Run(ITableDigest digest, IEnumerable<Share> shares, IProgress<StageProgress>? progress)
    {
        private readonly ConcurrentDictionary<DigestTable, DigestPart> _parts = new(ReferenceEqualityComparer.Instance);
        private readonly ConcurrentDictionary<DigestTable, string> _unreadable = new(ReferenceEqualityComparer.Instance);
        private long _done;

        public IReadOnlyList<Share> Shares { get; } = [.. shares.OrderByDescending(share => share.Weight)];

        private long Total => Shares.Sum(share => share.Weight);

        public async Task DigestAsync(PinnedSession session, Share share, CancellationToken cancellationToken)
        {
            try
            {
                var parts = await session
                    .ReadAsync(digest.Query(share.Table, share.Blocks), digest.Read, cancellationToken)
                    .ConfigureAwait(false);
                _parts.AddOrUpdate(share.Table, parts[0], (_, sum) => sum + parts[0]);
            }
            catch (DbException e) when (DamagedStorage.Is(e))
            {
                _unreadable.TryAdd(share.Table, DamagedStorage.Describe(e));
            }

            var done = Interlocked.Add(ref _done, share.Weight);
            progress?.Report(new StageProgress(done, Total, "blocks", $"table {share.Table.Schema}.{share.Table.Name}"));
        }

        public IReadOnlyList<TableContent> Results(IEnumerable<DigestTable> tables) =>
            [.. tables.Select(table =>
                new TableContent(table, _parts.GetValueOrDefault(table), _unreadable.GetValueOrDefault(table)))];
    }
}
