using System.Data.Common;
using System.Globalization;
using DrDrills.PostgreSql.Digests;

namespace DrDrills.PostgreSql.Comparisons.Rows;

/// <summary>The two ways to the sums of a table's buckets.</summary>
internal static class BucketSums
{
    // Without statistics the planner takes every row for a group of its own and would sort them all.
    private const string HashGroups = "SET LOCAL enable_sort = off";

    /// <summary>Rows come here as a binary copy; works for every key.</summary>
    public static RowReading.ReadShare Copied(Func<BlockRange?, string> query, int keyFields, Buckets buckets) =>
        (session, blocks, asStored, stop) => session.CopyAsync(query(blocks), asStored, copy => Sum(copy, keyFields, buckets), stop);

    /// <summary>The server sums, as for a manifest but 64 bits of a row's hash; half the work, where it can tell a row's range.</summary>
    public static RowReading.ReadShare Asked(DigestTable table, KeyRanges ranges) => async (session, blocks, _, stop) =>
    {
        await session.ExecuteAsync(HashGroups, stop).ConfigureAwait(false);
        var sums = new Bucket[ranges.Count];
        foreach (var (range, sum) in await session.ReadAsync(TypedHashSql.ByGroup(table, ranges.Sql!, blocks), Read, stop).ConfigureAwait(false))
        {
            // The first and the last range have no bound: a damaged index does not lead to the least or the greatest key.
            sums[(int)Int128.Clamp((Int128)range - ranges.FirstInSql, 0, ranges.Count - 1)] += sum;
        }

        return sums;
    };

    /// <summary>The server's sums of all rows of some runs of blocks, 64 bits of a row's hash; in the order of the runs.</summary>
    public static async Task<IReadOnlyList<Bucket>> ReadAsync(
        PinnedSession session, DigestTable table, IReadOnlyList<BlockRange> runs, CancellationToken cancellationToken)
    {
        var sums = new Bucket[runs.Count];
        foreach (var (run, sum) in await session.ReadAsync(TypedHashSql.ByRun(table, runs), Read, cancellationToken).ConfigureAwait(false))
        {
            sums[run] = sum;
        }

        return sums;
    }

    private static (long Range, Bucket Sum) Read(DbDataReader row) => (
        Convert.ToInt64(row.GetValue(0), CultureInfo.InvariantCulture),
        new Bucket(row.GetInt64(1), Sum(row.GetString(2))));

    private static UInt128 Sum(string text) => unchecked((UInt128)Int128.Parse(text, CultureInfo.InvariantCulture));

    private static Bucket[] Sum(Stream copy, int keyFields, Buckets buckets)
    {
        var sums = new Bucket[buckets.Count];
        var reader = new CopyRowReader(copy, keyFields, unhashedFields: 0);
        var near = 0;
        while (reader.Read())
        {
            near = buckets.Of(reader.Key, reader.Hash, near);
            sums[near] = sums[near].With(reader.Hash);
        }

        return sums;
    }
}
