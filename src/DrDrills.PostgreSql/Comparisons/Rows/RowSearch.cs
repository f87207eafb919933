using System.Data.Common;
using System.Text;
using DrDrills.PostgreSql.Digests;

namespace DrDrills.PostgreSql.Comparisons.Rows;

/// <summary>Finds the rows that differ in one table whose sums differ, and says what was found.</summary>
internal sealed class RowSearch(
    ComparedDatabase a, ComparedDatabase b, ComparisonOptions options, bool asStored, FirstReading first, Action<long> progress)
{
    // A table that was restored a moment ago has no statistics yet; that rows are to be read by their key is known here.
    private const string PreferIndexes =
        "SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off; SET LOCAL enable_incremental_sort = off";

    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Looks for them.</summary>
    /// <param name="reading">The table, read on both sides in full.</param>
    /// <param name="soFar">What is known of it.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task<TableComparison> RunAsync(PairReading reading, TableComparison soFar, CancellationToken cancellationToken)
    {
        try
        {
            if (reading.Buckets is KeyRanges ranges)
            {
                var log = new DifferenceLog(options.Most, _utf8);
                var bad = await ByRangesAsync(reading, ranges, log, cancellationToken).ConfigureAwait(false);
                return bad is null
                    ? await ConcludeAsync(reading.Pair, soFar, log, true, cancellationToken).ConfigureAwait(false)
                    : reading.A.Blocks is not null
                    ? await RunAsync(await WholeAsync(reading, cancellationToken).ConfigureAwait(false), soFar, cancellationToken).ConfigureAwait(false)
                    : (await ByHashAsync(reading, soFar, cancellationToken).ConfigureAwait(false)) with
                    {
                        Outcome = TableOutcome.Damaged,
                        Note = $"in {bad} reading by the key's index gives other rows than reading the whole table: the index is damaged",
                    };
            }

            return await ByHashAsync(reading, soFar, cancellationToken).ConfigureAwait(false);
        }
        catch (DbException e) when (DamagedStorage.Is(e))
        {
            return soFar with { Outcome = TableOutcome.Damaged, Note = DamagedStorage.Describe(e) };
        }
        catch (DbException e) when (RefusedTable.Is(e))
        {
            return soFar with { Note = $"the rows that differ could not be found: {DamagedStorage.Describe(e)}" };
        }
    }

    /// <summary>The same table read in full: only that tells which side's index is damaged.</summary>
    private async Task<PairReading> WholeAsync(PairReading reading, CancellationToken cancellationToken)
    {
        var whole = new PairReading(reading.Pair, reading.Buckets, null);
        await first.ReadAsync([whole.A], [whole.B], cancellationToken).ConfigureAwait(false);
        return whole;
    }

    private async Task<string?> ByRangesAsync(
        PairReading reading, KeyRanges ranges, DifferenceLog log, CancellationToken cancellationToken)
    {
        var inA = await a.OpenSessionAsync(cancellationToken).ConfigureAwait(false);
        await using (inA.ConfigureAwait(false))
        {
            var inB = await b.OpenSessionAsync(cancellationToken).ConfigureAwait(false);
            await using (inB.ConfigureAwait(false))
            {
                await inA.ExecuteAsync(PreferIndexes, cancellationToken).ConfigureAwait(false);
                await inB.ExecuteAsync(PreferIndexes, cancellationToken).ConfigureAwait(false);
                return await new OrderedSearch(reading.Pair, ranges, reading.A, reading.B, log)
                    .RunAsync(inA, inB, asStored, progress, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<TableComparison> ByHashAsync(PairReading reading, TableComparison soFar, CancellationToken cancellationToken)
    {
        var log = new DifferenceLog(options.Most, asStored ? Encoding.Latin1 : _utf8);
        bool all;
        var inA = await a.OpenSessionAsync(cancellationToken).ConfigureAwait(false);
        await using (inA.ConfigureAwait(false))
        {
            var inB = await b.OpenSessionAsync(cancellationToken).ConfigureAwait(false);
            await using (inB.ConfigureAwait(false))
            {
                all = await new UnorderedSearch(reading.Pair, reading.Buckets, reading.A, reading.B, log)
                    .RunAsync(inA, inB, asStored, options.MostKept, progress, cancellationToken).ConfigureAwait(false);
            }
        }

        return await ConcludeAsync(reading.Pair, soFar, log, all, cancellationToken).ConfigureAwait(false);
    }

    private async Task<TableComparison> ConcludeAsync(
        TablePair pair, TableComparison soFar, DifferenceLog log, bool all, CancellationToken cancellationToken) => soFar with
    {
        // Rows that send the same bytes are the same, whatever two servers' sums said.
        Outcome = all && log.Missing + log.Extra + log.Changed == 0 && pair.Columns.Count == 0 ? TableOutcome.Equal : soFar.Outcome,
        Missing = log.Missing,
        Extra = log.Extra,
        Changed = log.Changed,
        AtLeast = !all,
        Ranges = log.Ranges,
        RangesInAll = log.RangesInAll,
        Rows = options.ShowValues && !asStored
            ? await new RowValues(a, b, pair).AddAsync(log.Rows, cancellationToken).ConfigureAwait(false)
            : log.Rows,
    };
}
