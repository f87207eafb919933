using System.Data.Common;
using DrDrills.PostgreSql.Digests;

namespace DrDrills.PostgreSql.Comparisons.Rows;

/// <summary>A table that both sides have, while both are read.</summary>
internal sealed class PairReading
{
    /// <param name="pair">The table.</param>
    /// <param name="buckets">What its rows are divided into.</param>
    /// <param name="runs">What reading it by runs of blocks told, or null.</param>
    public PairReading(TablePair pair, Buckets buckets, BlockRuns? runs)
    {
        Pair = pair;
        Buckets = buckets;
        A = Reading(pair.A.Digested, runs, runs?.FailureInA);
        B = Reading(pair.B.Digested, runs, runs?.FailureInB);
    }

    public TablePair Pair { get; }

    public Buckets Buckets { get; }

    public RowReading A { get; }

    public RowReading B { get; }

    /// <summary>Whether both could be read in full, and not the same was read.</summary>
    public bool Differs => A.IsComplete && B.IsComplete && !A.Sums.SequenceEqual(B.Sums);

    private RowReading Reading(DigestTable table, BlockRuns? runs, DbException? failure)
    {
        var reading = new RowReading(
            table,
            Buckets.Count,
            Buckets is KeyRanges { Sql: not null } ranges
                ? BucketSums.Asked(table, ranges)
                : BucketSums.Copied(blocks => RowQuery.Rows(Pair, table, blocks), Pair.Key.Count, Buckets))
        {
            Blocks = runs?.Left,
            RowsAlike = runs?.RowsAlike ?? 0,
        };
        if (failure is not null)
        {
            reading.Fail(failure);
        }

        return reading;
    }
}
