using System.Collections.Concurrent;
using System.Data.Common;
using DrDrills.Drills;
using DrDrills.PostgreSql.Digests;

namespace DrDrills.PostgreSql.Comparisons.Rows;

/// <summary>Reads all tables of both sides by key, as far as their runs of blocks are not the same already, both sides at the same time, each over several sessions.</summary>
internal sealed class FirstReading(
    ComparedDatabase a, ComparedDatabase b, int parallelism, bool asStored, IProgress<StageProgress>? progress)
{
    private const int BlocksPerBucket = 32;
    private const int MostBuckets = 8 * 1024;

    private long _done;
    private long _total;

    /// <summary>Divides the tables' rows into buckets; ranges of keys where their order can be followed.</summary>
    public async Task<IReadOnlyList<PairReading>> DivideAsync(
        IReadOnlyList<TablePair> pairs, IReadOnlyDictionary<TablePair, BlockRuns> runs, long blocksPerRange, CancellationToken cancellationToken)
    {
        bool IsLeft(TablePair pair) => runs.GetValueOrDefault(pair)?.Left is not { Count: 0 };
        var sampled = new ConcurrentDictionary<TablePair, KeyRanges>();
        await SessionCrew.WorkAsync(
            a.OpenSessionAsync,
            [.. pairs.Where(pair => IsLeft(pair) && KeySample.IsWorthIt(pair, blocksPerRange)).OrderByDescending(pair => pair.A.Digested.Blocks)],
            parallelism,
            async (session, pair, stop) =>
            {
                try
                {
                    sampled[pair] = IntegerRanges.Fits(pair, a, b)
                        ? await EvenAsync(session, pair, blocksPerRange, runs.GetValueOrDefault(pair)?.Left is not null, stop).ConfigureAwait(false)
                        : await KeySample.ReadAsync(session, pair, blocksPerRange, stop).ConfigureAwait(false);
                }
                catch (DbException e) when (DamagedStorage.Is(e) || RefusedTable.Is(e))
                {
                    // The same is met again, and told, when the table is read.
                }
            },
            cancellationToken).ConfigureAwait(false);
        return [.. pairs.Select(pair => new PairReading(pair, sampled.GetValueOrDefault(pair) ?? Undivided(pair), runs.GetValueOrDefault(pair)))];
    }

    /// <summary>Reads what is left to read.</summary>
    public async Task ReadAsync(
        IReadOnlyCollection<RowReading> inA, IReadOnlyCollection<RowReading> inB, CancellationToken cancellationToken)
    {
        var (sharesOfA, sharesOfB) = (Shares(inA), Shares(inB));
        _total = sharesOfA.Concat(sharesOfB).Sum(share => share.Share.Weight);
        await Together.RunAsync(
            cancellationToken, stop => ReadAsync(a, sharesOfA, stop), stop => ReadAsync(b, sharesOfB, stop)).ConfigureAwait(false);
    }

    private async Task<KeyRanges> EvenAsync(
        PinnedSession inA, TablePair pair, long blocksPerRange, bool isPartial, CancellationToken cancellationToken)
    {
        var inB = await b.OpenSessionAsync(cancellationToken).ConfigureAwait(false);
        await using (inB.ConfigureAwait(false))
        {
            return await IntegerRanges.ReadAsync(inA, inB, pair, blocksPerRange, isPartial, cancellationToken).ConfigureAwait(false);
        }
    }

    private static Buckets Undivided(TablePair pair) => pair.IsOrdered
        ? new KeyRanges(new KeyComparer(pair.Key), [])
        : new HashBuckets((int)Math.Clamp((pair.A.Digested.Blocks ?? 0) / BlocksPerBucket, 1, MostBuckets));

    private Task ReadAsync(
        ComparedDatabase side, IReadOnlyCollection<(RowReading Reading, DigestShare Share)> shares, CancellationToken cancellationToken) =>
        SessionCrew.WorkAsync(
            side.OpenSessionAsync,
            shares,
            parallelism,
            async (session, share, stop) =>
            {
                await share.Reading.ReadAsync(session, share.Share.Blocks, asStored, stop).ConfigureAwait(false);
                Tell(side, share.Share);
            },
            cancellationToken);

    private List<(RowReading Reading, DigestShare Share)> Shares(IReadOnlyCollection<RowReading> readings)
    {
        var byTable = readings.ToDictionary(reading => reading.Table);
        var whole = DigestShare.Of([.. readings.Where(reading => reading.Blocks is null).Select(reading => reading.Table)], parallelism);
        var runs = readings.SelectMany(reading => (reading.Blocks ?? []).Select(blocks => DigestShare.Of(reading.Table, blocks)));
        return [.. whole.Concat(runs).OrderByDescending(share => share.Weight).Select(share => (byTable[share.Table], share))];
    }

    private void Tell(ComparedDatabase side, DigestShare share)
    {
        var done = Interlocked.Add(ref _done, share.Weight);
        progress?.Report(new StageProgress(
            done, _total, "blocks", $"{(side == a ? "A" : "B")}, table {share.Table.Schema}.{share.Table.Name}"));
    }
}
