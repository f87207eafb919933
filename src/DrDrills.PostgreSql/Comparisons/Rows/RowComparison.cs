using DrDrills.Drills;
using DrDrills.PostgreSql.Digests;

namespace DrDrills.PostgreSql.Comparisons.Rows;

/// <summary>Compares all tables of two databases: first the sums of buckets of rows, then the rows of buckets that differ.</summary>
internal sealed class RowComparison(
    ComparedDatabase a, ComparedDatabase b, ComparisonOptions options, IProgress<StageProgress>? progress)
{
    private readonly bool _asStored = AsStored(a, b);

    /// <summary>Whether text is compared as it is stored, since one side does not say what its bytes mean.</summary>
    public static bool AsStored(ComparedDatabase a, ComparedDatabase b) =>
        a.Described.Encoding == "SQL_ASCII" || b.Described.Encoding == "SQL_ASCII";

    /// <summary>Compares them.</summary>
    /// <param name="inA">The tables of A.</param>
    /// <param name="inB">The tables of B.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task<IReadOnlyList<TableComparison>> RunAsync(
        IReadOnlyList<ComparedTable> inA, IReadOnlyList<ComparedTable> inB, CancellationToken cancellationToken)
    {
        var other = inB.ToDictionary(table => table.Id);
        var pairs = inA.Where(table => other.ContainsKey(table.Id)).Select(table => TablePair.Of(table, other[table.Id])).ToList();
        var both = pairs.Select(pair => pair.A.Id).ToHashSet();
        var missing = inA.Where(table => !both.Contains(table.Id)).Select(Counted).ToList();
        var extra = inB.Where(table => !both.Contains(table.Id)).Select(Counted).ToList();

        var reading = new FirstReading(a, b, options.Parallelism, _asStored, progress);
        var runs = await new RunsReading(a, b, options, progress).ReadAsync(pairs, cancellationToken).ConfigureAwait(false);
        var tables = await reading.DivideAsync(pairs, runs, options.BlocksPerRange, cancellationToken).ConfigureAwait(false);
        await reading.ReadAsync(
            [.. tables.Select(table => table.A), .. missing], [.. tables.Select(table => table.B), .. extra], cancellationToken)
            .ConfigureAwait(false);

        var results = new List<TableComparison>();
        results.AddRange(missing.Select(table => OneSided(table, TableOutcome.Missing) with { RowsInA = CountOf(table) }));
        results.AddRange(extra.Select(table => OneSided(table, TableOutcome.Extra) with { RowsInB = CountOf(table) }));
        results.AddRange(await SearchAsync(tables, reading, cancellationToken).ConfigureAwait(false));
        return [.. results.OrderBy(table => table.Schema, StringComparer.Ordinal).ThenBy(table => table.Name, StringComparer.Ordinal)];
    }

    private async Task<List<TableComparison>> SearchAsync(
        IReadOnlyList<PairReading> tables, FirstReading reading, CancellationToken cancellationToken)
    {
        var total = tables.Where(table => table.Differs).Sum(table => table.A.Rows + table.B.Rows);
        var done = 0L;
        var results = new List<TableComparison>();
        foreach (var table in tables)
        {
            var search = new RowSearch(a, b, options, _asStored, reading, rows =>
                progress?.Report(new StageProgress(done += rows, total, "rows", $"looking for the rows of {table.A.Table.Schema}.{table.A.Table.Name} that differ")));
            var judged = Judge(table);
            results.Add(table.Differs ? await search.RunAsync(table, judged, cancellationToken).ConfigureAwait(false) : judged);
        }

        return results;
    }

    private static TableComparison Judge(PairReading table)
    {
        var notes = new[]
        {
            Said("A", table.A.Damaged ?? table.A.Impossible), Said("B", table.B.Damaged ?? table.B.Impossible),
        }.Where(note => note is not null);
        var isDamaged = (table.A.Damaged ?? table.B.Damaged) is not null;
        var isRead = table.A.IsComplete && table.B.IsComplete;
        return new TableComparison
        {
            Schema = table.A.Table.Schema,
            Name = table.A.Table.Name,
            Outcome = isDamaged ? TableOutcome.Damaged
                : table.Differs || table.Pair.Columns.Count > 0 ? TableOutcome.Different
                : isRead ? TableOutcome.Equal
                : TableOutcome.NotCompared,
            RowsInA = CountOf(table.A),
            RowsInB = CountOf(table.B),
            Columns = table.Pair.Columns,
            KeyColumns = [.. table.Pair.Key.Select(column => column.Name)],
            Missing = isRead ? 0 : null,
            Extra = isRead ? 0 : null,
            Changed = isRead ? 0 : null,
            Note = notes.Any() ? string.Join("; ", notes) : null,
        };
    }

    private static string? Said(string side, string? words) => words is null ? null : $"in {side}: {words}";

    /// <summary>A table that only one side has is only counted.</summary>
    private static RowReading Counted(ComparedTable table) =>
        new(
        table.Digested,
        1,
        BucketSums.Copied(blocks => $"SELECT FROM {TableRows.From(table.Digested)} {TableRows.Where(blocks)}", 0, new HashBuckets(1)));

    private static long? CountOf(RowReading table) => table.IsComplete ? table.Rows : null;

    private static TableComparison OneSided(RowReading table, TableOutcome state) => new()
    {
        Schema = table.Table.Schema,
        Name = table.Table.Name,
        Outcome = state,
        Note = table.Damaged ?? table.Impossible,
    };
}
