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
    /// <summary>256 MiB in blocks of 8 KiB: a second or two of work.</summary>
    private const long BlocksPerShare = 32 * 1024;

    public static async Task<IReadOnlyList<TableContent>> ReadAsync(
        DbDataSource source,
        ITableDigest digest,
        string? snapshotId,
        int parallelism,
        IProgress<StageProgress>? progress,
        CancellationToken cancellationToken)
    {
        var leader = await PinnedSession.OpenAsync(source, snapshotId, cancellationToken).ConfigureAwait(false);
        await using (leader.ConfigureAwait(false))
        {
            var snapshot = snapshotId ?? await leader.ExportSnapshotAsync(cancellationToken).ConfigureAwait(false);
            var tables = await DigestTables.ReadAsync(leader, cancellationToken).ConfigureAwait(false);
            var run = new Run(digest, tables, progress);
            var followers = Math.Min(Math.Max(1, parallelism), Math.Max(1, run.Shares)) - 1;
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var workers = Enumerable.Range(0, followers)
                .Select(_ => StoppingTheOthersAsync(() => FollowAsync(source, snapshot, run, stop.Token), stop))
                .Append(StoppingTheOthersAsync(() => run.WorkAsync(leader, stop.Token), stop));
            await FirstCauseAsync([.. workers]).ConfigureAwait(false);
            return run.Results(tables);
        }
    }

    private static async Task FollowAsync(DbDataSource source, string snapshot, Run run, CancellationToken cancellationToken)
    {
        var session = await PinnedSession.OpenAsync(source, snapshot, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            await run.WorkAsync(session, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task StoppingTheOthersAsync(Func<Task> work, CancellationTokenSource stop)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Waits for all, and throws what made the others stop rather than that they were stopped.</summary>
    private static async Task FirstCauseAsync(IReadOnlyList<Task> workers)
    {
        try
        {
            await Task.WhenAll(workers).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (workers.FirstOrDefault(worker => worker.IsFaulted) is { } failed)
        {
            await failed.ConfigureAwait(false);
        }
    }

    private sealed record Share(DigestTable Table, BlockRange? Blocks, long Weight);

    private sealed class Run
    {
        private readonly ITableDigest _digest;
        private readonly ConcurrentQueue<Share> _waiting;
        private readonly ConcurrentDictionary<DigestTable, DigestPart> _parts = new(ReferenceEqualityComparer.Instance);
        private readonly ConcurrentDictionary<DigestTable, string> _unreadable = new(ReferenceEqualityComparer.Instance);
        private readonly IProgress<StageProgress>? _progress;
        private readonly long _total;
        private long _done;

        public Run(ITableDigest digest, IReadOnlyList<DigestTable> tables, IProgress<StageProgress>? progress)
        {
            _digest = digest;
            _progress = progress;
            _waiting = new(tables.SelectMany(Cut).OrderByDescending(share => share.Weight));
            _total = _waiting.Sum(share => share.Weight);
            Shares = _waiting.Count;
        }

        public int Shares { get; }

        public async Task WorkAsync(PinnedSession session, CancellationToken cancellationToken)
        {
            while (_waiting.TryDequeue(out var share))
            {
                await session.SaveAsync(cancellationToken).ConfigureAwait(false);
                try
                {
                    var part = (await session
                        .ReadAsync(_digest.Query(share.Table, share.Blocks), _digest.Read, cancellationToken)
                        .ConfigureAwait(false))[0];
                    _parts.AddOrUpdate(share.Table, part, (_, sum) => sum + part);
                }
                catch (DbException e) when (DamagedStorage.Is(e))
                {
                    _unreadable.TryAdd(share.Table, DamagedStorage.Describe(e));
                }

                await session.UndoAsync(cancellationToken).ConfigureAwait(false);
                var done = Interlocked.Add(ref _done, share.Weight);
                _progress?.Report(new StageProgress(done, _total, "blocks", $"table {share.Table.Schema}.{share.Table.Name}"));
            }
        }

        public IReadOnlyList<TableContent> Results(IEnumerable<DigestTable> tables) =>
            [.. tables.Select(table =>
                new TableContent(table, _parts.GetValueOrDefault(table), _unreadable.GetValueOrDefault(table)))];

        private static IEnumerable<Share> Cut(DigestTable table)
        {
            if (table.Blocks is not { } blocks || blocks <= BlocksPerShare || table.Condition.Length > 0)
            {
                yield return new Share(table, null, Math.Max(1, table.Blocks ?? BlocksPerShare));
                yield break;
            }

            for (long from = 0; from < blocks; from += BlocksPerShare)
            {
                // The last one is open: rows may have been added behind since the size was read, in blocks that the snapshot still sees.
                var isLast = from + BlocksPerShare >= blocks;
                yield return new Share(
                    table, new BlockRange(from, isLast ? null : from + BlocksPerShare), Math.Min(BlocksPerShare, blocks - from));
            }
        }
    }
}
