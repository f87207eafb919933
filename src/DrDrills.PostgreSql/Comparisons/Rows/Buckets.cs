namespace DrDrills.PostgreSql.Comparisons.Rows;

/// <summary>Divides the rows of a pair, on both sides alike, into buckets whose sums are compared.</summary>
/// <remarks>Thread-safe; holds nothing of the rows.</remarks>
internal abstract class Buckets
{
    /// <summary>How many there are; at least 1.</summary>
    public abstract int Count { get; }

    /// <summary>The bucket of a row.</summary>
    /// <param name="key">Its key, as sent.</param>
    /// <param name="row">Its hash.</param>
    /// <param name="near">The bucket of the row before: stored rows are often in the order of their keys.</param>
    public abstract int Of(ReadOnlySpan<byte> key, UInt128 row, int near);
}
