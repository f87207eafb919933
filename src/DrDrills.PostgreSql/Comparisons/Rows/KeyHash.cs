using System.IO.Hashing;

namespace DrDrills.PostgreSql.Comparisons.Rows;

/// <summary>Hashes of keys, where they have no order.</summary>
internal static class KeyHash
{
    /// <summary>The hash of a key; half of the row's where it has none, so that alike rows stand together.</summary>
    public static ulong Of(ReadOnlySpan<byte> key, UInt128 row) =>
        key.IsEmpty ? (ulong)(row >> 64) : XxHash3.HashToUInt64(key);
}
