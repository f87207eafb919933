using System.Numerics;

namespace DrDrills.PostgreSql.Digests;

/// <summary>The digest of some rows of a table; parts are added in any order.</summary>
/// <param name="Rows">How many.</param>
/// <param name="First">Exact sum of the rows' hashes with the first seed.</param>
/// <param name="Second">Exact sum of the rows' hashes with the second seed.</param>
public readonly record struct DigestPart(long Rows, BigInteger First, BigInteger Second)
{
    /// <summary>Both parts together.</summary>
    public static DigestPart operator +(DigestPart left, DigestPart right) =>
        new(left.Rows + right.Rows, left.First + right.First, left.Second + right.Second);

    /// <summary>Both parts together.</summary>
    public static DigestPart Add(DigestPart left, DigestPart right) => left + right;

    /// <summary>64 hexadecimal digits: both sums as 128-bit two's complement; zeros for no rows, never empty.</summary>
    public string ToHex() => Hex(First) + Hex(Second);

    private static string Hex(BigInteger sum)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Fill(sum.Sign < 0 ? (byte)0xFF : (byte)0);
        var own = sum.ToByteArray(isUnsigned: false, isBigEndian: true);
        own.CopyTo(bytes[(16 - own.Length)..]);
        return Convert.ToHexStringLower(bytes);
    }
}
