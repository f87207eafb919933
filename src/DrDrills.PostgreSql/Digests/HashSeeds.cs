using System.Globalization;

namespace DrDrills.PostgreSql.Digests;

/// <summary>Two 64-bit seeds for each column, unlike each other and unlike all others: steps of the SplitMix64 generator.</summary>
internal static class HashSeeds
{
    /// <summary>For all that is not one column's own.</summary>
    public const int Row = -1;

    /// <summary>The seed of a column.</summary>
    /// <param name="place">The column's place from 0, or <see cref="Row"/>.</param>
    /// <param name="which">1 or 2.</param>
    public static long Of(int place, int which)
    {
        unchecked
        {
            var z = (ulong)((2 * (place + 2)) + which) * 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return (long)(z ^ (z >> 31));
        }
    }

    /// <summary>A number as SQL, of type <c>int8</c>.</summary>
    public static string Literal(long number) => string.Create(CultureInfo.InvariantCulture, $"'{number}'::int8");
}
