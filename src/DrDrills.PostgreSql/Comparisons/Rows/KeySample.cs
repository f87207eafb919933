using System.Globalization;
using System.Text;
using DrDrills.PostgreSql.Digests;

namespace DrDrills.PostgreSql.Comparisons.Rows;

/// <summary>Chooses the bounds of a table's key ranges from a sample of its keys, so that each range holds about as many rows.</summary>
/// <remarks>
/// A few blocks per range are read, and of their rows one in eight; which, is decided by the rows' places, so that a second comparison of
/// the same databases names the same ranges. A bad choice costs time, never correctness.
/// </remarks>
internal static class KeySample
{
    /// <summary>Blocks of the table per range: some thousand rows.</summary>
    public const long BlocksPerRange = 64;

    private const int MostRanges = 16 * 1024;
    private const int SampledPerRange = 3;

    /// <summary>Whether a table is worth dividing, and can be sampled.</summary>
    public static bool IsWorthIt(TablePair pair, long blocksPerRange) =>
        pair.IsOrdered && pair.A.Digested is { Condition.Length: 0, Blocks: { } blocks } && blocks >= 2 * blocksPerRange;

    /// <summary>Reads the sample.</summary>
    public static async Task<KeyRanges> ReadAsync(
        PinnedSession session, TablePair pair, long blocksPerRange, CancellationToken cancellationToken)
    {
        var table = pair.A.Digested;
        var ranges = (int)Math.Clamp(table.Blocks!.Value / blocksPerRange, 1, MostRanges);
        var percent = Math.Min(100, 100.0 * SampledPerRange * ranges / table.Blocks.Value);
        var columns = string.Join(", ", [.. RowQuery.Names(pair), .. pair.Key.Select(column => column.Sent)]);
        var query = string.Create(
            CultureInfo.InvariantCulture,
            $"SELECT {columns} FROM {TableRows.From(table)} TABLESAMPLE SYSTEM ({percent:F6}) REPEATABLE (1) WHERE hashtid({TableRows.Alias}.ctid) & 7 = 0");
        var comparer = new KeyComparer(pair.Key);
        var sample = await session
            .CopyOutAsync(query, copy => Sorted(copy, comparer, pair.Key.Count), cancellationToken).ConfigureAwait(false);
        return new KeyRanges(comparer, Spread(sample, ranges - 1));
    }

    private static List<KeyBound> Sorted(Stream copy, KeyComparer comparer, int columns)
    {
        var reader = new CopyRowReader(copy, 2 * columns);
        var sample = new List<KeyBound>();
        while (reader.Read())
        {
            var names = KeyFields.First(reader.Key, columns);
            sample.Add(new KeyBound(reader.Key[names.Length..].ToArray(), KeyFields.Values(names, Encoding.UTF8)));
        }

        sample.Sort((left, right) => comparer.Compare(left.Key, right.Key));
        return sample;
    }

    private static List<KeyBound> Spread(List<KeyBound> sample, int bounds)
    {
        var count = Math.Min(bounds, sample.Count);
        var chosen = new List<KeyBound>(count);
        for (var i = 1; i <= count; i++)
        {
            var next = sample[(int)((long)i * sample.Count / (count + 1))];
            if (chosen.Count == 0 || !next.Key.AsSpan().SequenceEqual(chosen[^1].Key))
            {
                chosen.Add(next);
            }
        }

        return chosen;
    }
}
