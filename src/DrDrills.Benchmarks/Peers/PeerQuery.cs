using DrDrills.PostgreSql.Digests;

namespace DrDrills.Benchmarks.Peers;

/// <summary>A query that others put to every table, run by the same sessions over the same shares as our digest.</summary>
/// <param name="name">What it is called in the results.</param>
/// <param name="select">From a table to what follows <c>SELECT</c>.</param>
/// <param name="cuts">Whether a table may be cut into shares.</param>
internal sealed class PeerQuery(string name, Func<DigestTable, string> select, bool cuts = true) : ITableDigest
{
    /// <summary>Counts the values of every column: the least that can be called touching them.</summary>
    public static PeerQuery Scan { get; } = new("scan", table =>
        string.Join(", ", table.Columns.Select(column => $"count({column.Value})").DefaultIfEmpty("count(*)")));

    /// <summary>32 bits of every row's text, summed.</summary>
    public static PeerQuery HashText { get; } = new("hashtext", _ => $"count(*), sum(hashtext({TableRows.Alias}::text)::bigint)");

    /// <summary>MD5 of the whole table as one string, in the order of its rows' text.</summary>
    public static PeerQuery Md5 { get; } = new("md5 of string_agg", Md5Of, cuts: false);

    /// <inheritdoc/>
    public string Algorithm => name;

    /// <summary>The largest share that it may be given, in blocks; null leaves that to the digest.</summary>
    public long? BlocksPerShare => cuts ? null : long.MaxValue;

    /// <inheritdoc/>
    public async Task<DigestPart> DigestAsync(
        PinnedSession session, DigestTable table, BlockRange? blocks, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync(
            $"SELECT {select(table)} FROM {TableRows.From(table)} {TableRows.Where(blocks)}", cancellationToken).ConfigureAwait(false);
        return default;
    }

    private static string Md5Of(DigestTable table)
    {
        if (table.Columns.Count == 0)
        {
            return "count(*)";
        }

        // As it is mostly written: by the first column, which is a key more often than not; a type without an order is written out.
        var columns = string.Join(", ", table.Columns.Select(column => column.Value));
        var key = table.Columns.FirstOrDefault(column => column.Type is "int4" or "int8" && !column.MayBeNull)?.Value;
        return $"md5(string_agg(concat_ws('|', {columns}), E'\\n' ORDER BY {key ?? $"concat_ws('|', {columns}) COLLATE \"C\""}))";
    }
}
