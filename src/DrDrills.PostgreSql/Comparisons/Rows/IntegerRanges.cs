using System.Buffers.Binary;
using System.Globalization;
using DrDrills.PostgreSql.Digests;

namespace DrDrills.PostgreSql.Comparisons.Rows;

/// <summary>Divides the keys of a table whose key is one integer into ranges of equal width, which a server can tell by itself.</summary>
/// <remarks>
/// The width is a power of two, so that a row's range is one shift: anything dearer is felt over millions of rows. Keys are seldom spread
/// evenly; a range with many rows only costs time when it differs.
/// </remarks>
internal static class IntegerRanges
{
    private const int MostRanges = 4 * 1024;

    // Where little of a table is left to read, the ranges that differ are all that costs time.
    private const int Finer = 8;

    /// <summary>Whether a table can be divided so, and both sides hash its rows alike.</summary>
    public static bool Fits(TablePair pair, ComparedDatabase a, ComparedDatabase b) =>
        pair is { Key: [{ OrderedAs: "smallint" or "integer" or "bigint" }], Columns: [], IsOrdered: true }
        && a.Described.Encoding == b.Described.Encoding;

    /// <summary>Asks both sides for the least and the greatest key, which the indexes answer.</summary>
    public static async Task<KeyRanges> ReadAsync(
        PinnedSession inA, PinnedSession inB, TablePair pair, long blocksPerRange, bool isPartial, CancellationToken cancellationToken)
    {
        var finer = isPartial ? Finer : 1;
        var key = pair.Key[0];
        var ends = (await EndsAsync(inA, key, pair.A.Digested, cancellationToken).ConfigureAwait(false))
            .Concat(await EndsAsync(inB, key, pair.B.Digested, cancellationToken).ConfigureAwait(false)).DefaultIfEmpty().ToList();
        var (least, greatest) = (ends.Min(), ends.Max());
        var most = Math.Clamp(finer * pair.A.Digested.Blocks!.Value / blocksPerRange, 1, finer * MostRanges);
        var shift = 0;
        while ((Int128)(greatest >> shift) - (least >> shift) >= most)
        {
            shift++;
        }

        // The first range has no bound: it begins with the least key there is.
        var bounds = new List<KeyBound>();
        for (var range = least >> shift; range < greatest >> shift;)
        {
            bounds.Add(Bound(++range << shift, key.OrderedAs));
        }

        return new KeyRanges(new KeyComparer(pair.Key), bounds)
        {
            Sql = string.Create(CultureInfo.InvariantCulture, $"{key.Named} >> {shift}"),
            FirstInSql = least >> shift,
        };
    }

    private static async Task<IEnumerable<long>> EndsAsync(
        PinnedSession session, ComparedColumn key, DigestTable table, CancellationToken cancellationToken) =>
        (await session.ReadAsync(
            $"SELECT min({key.Named})::int8, max({key.Named})::int8 FROM {TableRows.From(table)}",
            row => row.IsDBNull(0) ? [] : new[] { row.GetInt64(0), row.GetInt64(1) },
            cancellationToken).ConfigureAwait(false)).SelectMany(row => row);

    private static KeyBound Bound(long value, string type)
    {
        var length = type switch { "smallint" => sizeof(short), "integer" => sizeof(int), _ => sizeof(long) };
        Span<byte> wide = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(wide, value);
        var field = new byte[sizeof(int) + length];
        BinaryPrimitives.WriteInt32BigEndian(field, length);
        wide[^length..].CopyTo(field.AsSpan(sizeof(int)));
        return new KeyBound(field, [value.ToString(CultureInfo.InvariantCulture)]);
    }
}
