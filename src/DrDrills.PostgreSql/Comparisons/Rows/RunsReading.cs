using System.Data.Common;
using DrDrills.Drills;
using DrDrills.PostgreSql.Digests;

namespace DrDrills.PostgreSql.Comparisons.Rows;

/// <summary>Reads the tables that may be laid out alike by runs of their blocks, both sides at the same time, each over several sessions.</summary>
/// <remarks>The servers sum 64 bits of each row's hash: the cheapest question there is, and for most tables of a restored copy the last one.</remarks>
internal sealed class RunsReading(ComparedDatabase a, ComparedDatabase b, ComparisonOptions options, IProgress<StageProgress>? progress)
{
    /// <summary>Runs that are asked for in one question.</summary>
    private const int AtOnce = 64;

    private long _done;
    private long _total;

    /// <summary>Reads them.</summary>
    /// <returns>Of each table that was worth it, its runs.</returns>
    public async Task<IReadOnlyDictionary<TablePair, BlockRuns>> ReadAsync(IReadOnlyList<TablePair> pairs, CancellationToken cancellationToken)
    {
        var tables = pairs.Where(pair => BlockRuns.AreWorthIt(pair, a, b))
            .Select(pair => new BlockRuns(pair, options.BlocksPerRun))
            .OrderByDescending(table => table.Blocks)
            .ToList();
        var shares = tables.SelectMany(table => Enumerable.Range(0, table.Count).Chunk(AtOnce).Select(runs => (table, runs))).ToList();
        _total = 2 * tables.Sum(table => table.Blocks);
        await Together.RunAsync(
            cancellationToken, stop => ReadAsync(a, shares, stop), stop => ReadAsync(b, shares, stop)).ConfigureAwait(false);
        return tables.ToDictionary(table => table.Pair);
    }

    private Task ReadAsync(
        ComparedDatabase side, IReadOnlyCollection<(BlockRuns Table, int[] Runs)> shares, CancellationToken cancellationToken) =>
        SessionCrew.WorkAsync(
            side.OpenSessionAsync,
            shares,
            options.Parallelism,
            (session, share, stop) => ReadAsync(session, side == a, share.Table, share.Runs, stop),
            cancellationToken);

    private async Task ReadAsync(PinnedSession session, bool isA, BlockRuns table, int[] runs, CancellationToken cancellationToken)
    {
        if (!table.IsGivenUp)
        {
            try
            {
                var side = (isA ? table.Pair.A : table.Pair.B).Digested;
                var sums = await BucketSums.ReadAsync(session, side, [.. runs.Select(table.Run)], cancellationToken).ConfigureAwait(false);
                table.Add(isA, runs[0], sums);
            }
            catch (DbException e) when (DamagedStorage.Is(e) || RefusedTable.Is(e))
            {
                table.Fail(isA, e);
            }
        }

        var done = Interlocked.Add(ref _done, table.Blocks * runs.Length / table.Count);
        progress?.Report(new StageProgress(
            done, _total, "blocks", $"{(isA ? "A" : "B")}, table {table.Pair.A.Digested.Schema}.{table.Pair.A.Digested.Name}"));
    }
}
