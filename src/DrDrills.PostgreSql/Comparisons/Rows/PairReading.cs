using DrDrills.PostgreSql.Digests;

namespace DrDrills.PostgreSql.Comparisons.Rows;

/// <summary>A table that both sides have, while both are read.</summary>
internal sealed class PairReading
{
    public PairReading(TablePair pair, Buckets buckets)
    {
        Pair = pair;
        Buckets = buckets;
        A = Reading(pair, pair.A.Digested, buckets);
        B = Reading(pair, pair.B.Digested, buckets);
    }

    public TablePair Pair { get; }

    public Buckets Buckets { get; }

    public RowReading A { get; }

    public RowReading B { get; }

    /// <summary>Whether both could be read in full, and not the same was read.</summary>
    public bool Differs => A.IsComplete && B.IsComplete && !A.Sums.SequenceEqual(B.Sums);

    private static RowReading Reading(TablePair pair, DigestTable table, Buckets buckets) => buckets is KeyRanges { Sql: not null } ranges
        ? BucketSums.Asked(table, ranges)
        : BucketSums.Copied(table, blocks => RowQuery.Rows(pair, table, blocks), pair.Key.Count, buckets);
}
