namespace DrDrills.PostgreSql.Comparisons.Rows;

/// <summary>Buckets by the hash of the key, or of the row where there is no key.</summary>
internal sealed class HashBuckets(int count) : Buckets
{
    public override int Count => count;

    public override int Of(ReadOnlySpan<byte> key, UInt128 row, int near) =>
        (int)((UInt128)KeyHash.Of(key, row) * (ulong)count >> 64);
}
