using System.Data.Common;
using System.Globalization;
using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Digests;

namespace DrDrills.PostgreSql.Comparisons.Rows;

/// <summary>Reads the values of named rows, for a caller who asked to see them.</summary>
internal sealed class RowValues(ComparedDatabase a, ComparedDatabase b, TablePair pair)
{
    private const int LongestShown = 200;

    // Between encodings alike is what is the same text, as for the rows.
    private readonly string _hash = a.Described.Encoding == b.Described.Encoding || RowComparison.AsStored(a, b)
        ? """hashtextextended(v COLLATE "C", 0)"""
        : "('x' || left(encode(sha256(convert_to(v, 'UTF8')), 'hex'), 16))::bit(64)::int8";

    /// <summary>The rows with their values: those that differ, or all of a row that only one side has.</summary>
    public async Task<IReadOnlyList<RowDifference>> AddAsync(IReadOnlyList<RowDifference> rows, CancellationToken cancellationToken)
    {
        var inA = await ReadAsync(a, pair.A.Digested, rows, DifferenceKind.Extra, cancellationToken).ConfigureAwait(false);
        var inB = await ReadAsync(b, pair.B.Digested, rows, DifferenceKind.Missing, cancellationToken).ConfigureAwait(false);
        return [.. rows.Select((row, number) => row with
        {
            Values = Differences(inA.GetValueOrDefault(number), inB.GetValueOrDefault(number)),
        })];
    }

    private List<ValueDifference> Differences(Value[]? inA, Value[]? inB)
    {
        var differences = new List<ValueDifference>();
        for (var i = 0; i < pair.Rest.Count; i++)
        {
            var (valueOfA, valueOfB) = (inA?[i], inB?[i]);
            if (inA is null || inB is null || valueOfA != valueOfB)
            {
                differences.Add(new ValueDifference(pair.Rest[i].Name, valueOfA?.Text, valueOfB?.Text));
            }
        }

        return differences;
    }

    private async Task<Dictionary<int, Value[]>> ReadAsync(
        ComparedDatabase side, DigestTable table, IReadOnlyList<RowDifference> rows, DifferenceKind notThere, CancellationToken cancellationToken)
    {
        var found = new Dictionary<int, Value[]>();
        var session = await side.OpenSessionAsync(cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            for (var number = 0; number < rows.Count; number++)
            {
                if (rows[number].Kind != notThere
                    && await session.ReadAsync(Query(table, rows[number].Key), Read, cancellationToken).ConfigureAwait(false) is [var values, ..])
                {
                    found[number] = values;
                }
            }
        }

        return found;
    }

    private string Query(DigestTable table, IReadOnlyList<string> key)
    {
        var written = string.Join(", ", pair.Rest.Select(column => column.Written));
        var same = pair.Key.Count == 0
            ? $"{TableRows.Alias}.ctid = {Sql.Text(key[0])}::tid"
            : string.Join(" AND ", pair.Key.Zip(key, Same));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            SELECT ARRAY(SELECT left(v, {LongestShown}) FROM unnest(ARRAY[{written}]::text[]) WITH ORDINALITY u (v, n) ORDER BY n),
                   ARRAY(SELECT {_hash} FROM unnest(ARRAY[{written}]::text[]) WITH ORDINALITY u (v, n) ORDER BY n)
            FROM {TableRows.From(table)} WHERE {same} LIMIT 1
            """);
    }

    /// <summary>A key with an order is looked up by its index, any other by its text.</summary>
    private string Same(ComparedColumn column, string text) => pair.IsOrdered
        ? $"{column.Named} = {Sql.Text(text)}::{column.OrderedAs}"
        : $"{column.Written} COLLATE \"C\" = ROW({Sql.Text(text)}::text)::text";

    private static Value[] Read(DbDataReader row) =>
        [.. row.GetFieldValue<string[]>(0).Zip(row.GetFieldValue<long[]>(1), (text, hash) => new Value(Shown(text), hash))];

    private static string? Shown(string record) =>
        record.EnumerateRunes().Count() < LongestShown ? RecordText.ValueOf(record) : RecordText.BeginningOf(record) + " …";

    private sealed record Value(string? Text, long Hash);
}
