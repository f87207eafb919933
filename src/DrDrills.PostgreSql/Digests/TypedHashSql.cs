using System.Globalization;

namespace DrDrills.PostgreSql.Digests;

/// <summary>The query of <see cref="TypedHash128"/>.</summary>
/// <remarks>
/// <para>
/// Of the server's hash functions only those are used that hash the very bytes of a value: for <c>int4</c> and what fits in it, <c>oid</c>,
/// <c>uuid</c>, text (by its bytes: collation "C") and <c>char(n)</c> (its blanks follow from n). The others follow equality: they take −0
/// for 0, 1.0 for 1.00, −1 for 1, and fold 64 bits to 32. So an <c>int8</c> goes in as a seed, which is mixed in whole, and every other
/// type as what it sends (<see cref="CopyForms"/>), all of them as the elements of one array, or as its text.
/// </para>
/// <para>
/// Each column has seeds of its own by its place among the sorted names. Sums of plain XORs of the columns' hashes would not see values swapped
/// between two rows, so the XOR is mixed once more: in version 1 by a hash of its own, in version 2 by being the seed of the first column that
/// has a hash function. NULL has a hash of its own, so whether a column may hold one changes nothing.
/// </para>
/// <para>
/// <c>OFFSET 0</c> keeps the planner from computing what is sent once per seed. These hash functions are those of hash partitioning, and
/// have stayed the same from version to version; they differ between little-endian and big-endian machines.
/// </para>
/// </remarks>
internal static class TypedHashSql
{
    private const int Newest = 2;
    private const string Sent = "sent";
    private const string Group = "grouped";

    public static string Of(DigestTable table, BlockRange? blocks, int version)
    {
        var terms = Terms(table, version);
        var isFetched = IsFetched(table, terms);
        var rows = $"FROM {TableRows.From(table)} {TableRows.Where(blocks)}";
        string Sum(int which) => $"coalesce(sum({RowHash(terms, which, isFetched, version)}), 0)::text";
        return $"SELECT count(*), {Sum(1)}, {Sum(2)} "
            + (isFetched ? $"FROM (SELECT {Fetched(terms, table.HasLongValues)} {rows} OFFSET 0) AS drdrills_row" : rows);
    }

    /// <summary>Rows and the sum of their hashes, 64 bits each, by group; never kept, so always of the newest version.</summary>
    /// <param name="table">The table.</param>
    /// <param name="group">SQL of a row's group, over the columns of <see cref="TableRows"/>.</param>
    /// <param name="blocks">The share, or null for all rows.</param>
    public static string ByGroup(DigestTable table, string group, BlockRange? blocks)
    {
        var terms = Terms(table, Newest);
        var isFetched = IsFetched(table, terms);
        var rows = $"FROM {TableRows.From(table)} {TableRows.Where(blocks)}";
        var from = isFetched
            ? $"FROM (SELECT {Fetched(terms, table.HasLongValues)}, {group} AS {Group} {rows} OFFSET 0) AS drdrills_row"
            : rows;
        return $"SELECT {(isFetched ? Group : group)}, count(*), sum({RowHash(terms, 1, isFetched, Newest)})::text {from} GROUP BY 1";
    }

    /// <summary>For each run of blocks its place in the list, its rows and the sum of their hashes, 64 bits each; never kept, so always of the newest version.</summary>
    /// <param name="table">The table; one that can be read by block range.</param>
    /// <param name="runs">The runs; one question for many of them costs no more than reading them all.</param>
    public static string ByRun(DigestTable table, IReadOnlyList<BlockRange> runs)
    {
        var terms = Terms(table, Newest);
        var isFetched = IsFetched(table, terms);
        var rows = $"FROM {TableRows.From(table)} WHERE {TableRows.Alias}.ctid >= drdrills_run.first AND {TableRows.Alias}.ctid < drdrills_run.next";
        var places = runs.Select((run, place) => string.Create(
            CultureInfo.InvariantCulture, $"({place}, '({run.From},0)'::tid, '({run.To ?? uint.MaxValue},0)'::tid)"));
        return $"SELECT place, rows, hashes::text FROM (VALUES {string.Join(", ", places)}) AS drdrills_run(place, first, next), "
            + $"LATERAL (SELECT count(*) AS rows, coalesce(sum({RowHash(terms, 1, isFetched, Newest)}), 0) AS hashes "
            + (isFetched ? $"FROM (SELECT {Fetched(terms, table.HasLongValues)} {rows} OFFSET 0) AS drdrills_row" : rows) + ") AS drdrills_sums";
    }

    private static List<HashTerm> Terms(DigestTable table, int version) =>
        [.. table.Columns.Select((column, place) => new HashTerm(column, place, version))];

    private static bool IsFetched(DigestTable table, List<HashTerm> terms) =>
        terms.Any(term => term.IsSent || term.IsWritten || (table.HasLongValues && term.IsText));

    private static string Fetched(List<HashTerm> terms, bool once)
    {
        var sent = terms.Where(term => term.IsSent).Select(term => term.Sent).ToList();
        var columns = terms.Where(term => !term.IsSent).Select(term => term.Fetched(once));
        return string.Join(", ", sent.Count == 0 ? columns : columns.Append($"ARRAY[{string.Join(", ", sent)}] AS {Sent}"));
    }

    private static string RowHash(List<HashTerm> terms, int which, bool isFetched, int version)
    {
        var seed = HashSeeds.Literal(HashSeeds.Of(HashSeeds.Row, which));
        var mixer = version == 1 ? null : terms.Find(term => !term.IsSent);
        var hashes = terms.Where(term => !term.IsSent && term != mixer).Select(term => term.Hash(which, isFetched)).ToList();
        if (terms.Any(term => term.IsSent))
        {
            hashes.Add($"hash_array_extended({Sent}, {seed})");
        }

        return mixer is null
            ? $"hashint4extended(0, {(hashes.Count == 0 ? seed : Xor(hashes))})"
            : hashes.Count == 0 ? mixer.Hash(which, isFetched) : mixer.Mix(which, isFetched, Xor(hashes));
    }

    /// <summary>Halves upon halves: a chain over the most columns that a table may have would be too deep for the parser.</summary>
    private static string Xor(IReadOnlyList<string> hashes) => hashes.Count == 1
        ? hashes[0]
        : $"({Xor([.. hashes.Take(hashes.Count / 2)])} # {Xor([.. hashes.Skip(hashes.Count / 2)])})";
}
