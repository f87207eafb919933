using System.Globalization;
using DrDrills.Cli.Output;
using DrDrills.PostgreSql.Comparisons;

namespace DrDrills.Cli.Comparing;

/// <summary>Says what differs, in lines for people.</summary>
/// <param name="screen">Where to.</param>
/// <param name="most">How many names of one kind are said.</param>
internal sealed class ComparisonText(Screen screen, int most)
{
    /// <summary>Says all of it, the answer last.</summary>
    public void Show(Comparison comparison)
    {
        Say(comparison.A, "A");
        Say(comparison.B, "B");
        foreach (var note in comparison.Notes)
        {
            Line("Note: " + note);
        }

        foreach (var table in comparison.Tables.Where(table => table.Outcome != TableOutcome.Equal))
        {
            Say(table);
        }

        SayFirst("Schema object", comparison.Objects, found => $"{Word(found.Kind)} {found.Class} {found.Identity}");
        SayFirst("Sequence", comparison.Sequences, found => $"{found.Schema}.{found.Name} stands at {found.A} in A, at {found.B} in B");
        if (comparison.LargeObjects is { } largeObjects)
        {
            Line("Large objects differ: " + largeObjects);
        }

        foreach (var reason in comparison.NotCompared)
        {
            Line("Not compared: " + reason);
        }

        Line(Answer(comparison));
    }

    /// <summary>The last line.</summary>
    private static string Answer(Comparison comparison)
    {
        var differing = comparison.Tables.Count(table => table.Outcome is not (TableOutcome.Equal or TableOutcome.NotCompared));
        var skipped = comparison.Tables.Count(table => table.Outcome == TableOutcome.NotCompared);
        return comparison switch
        {
            { SameDatabase: true } => "EQUAL: both are the same database; nothing was compared.",
            { Outcome: ComparisonOutcome.Different } => Text(
                $"DIFFERENT: {differing} of {comparison.Tables.Count} tables, {comparison.Objects.Count} schema objects, {comparison.Sequences.Count} sequences{(comparison.LargeObjects is null ? "" : ", large objects")}{(skipped == 0 ? "" : Text($"; {skipped} tables not compared"))}"),
            { Outcome: ComparisonOutcome.Incomplete } => Text(
                $"INCONCLUSIVE: nothing was seen to differ, but {skipped} of {comparison.Tables.Count} tables and {comparison.NotCompared.Count} other parts could not be compared"),
            _ => Text($"EQUAL: {comparison.Tables.Count} tables, {comparison.Tables.Sum(table => table.RowsInA ?? 0):N0} rows, schema objects, sequences and large objects"),
        };
    }

    /// <summary>One line, also where a name holds an end of line.</summary>
    private void Line(string text) => screen.Say(Screen.Visible(text, keepsBreaks: false));

    private void Say(ComparisonSide side, string letter) => Line(Text(
        $"{letter}: {side.Name}, PostgreSQL {side.ServerVersion}, {side.Encoding}, as of {side.AsOf:yyyy-MM-dd HH:mm:ss.fff}Z"));

    private void Say(TableComparison table)
    {
        Line($"Table {table}: {What(table)}");
        foreach (var column in table.Columns)
        {
            Line($"  column {column.Name}: {column.A ?? "not there"} in A, {column.B ?? "not there"} in B{(column.Compared ? "" : "; left out of the rows")}");
        }

        SayFirst("keys", table.Ranges, table.RangesInAll, range =>
            $"{Key(range.From)} to {Key(range.To)}: {Counts(range.Missing, range.Extra, range.Changed)}");
        foreach (var row in table.Rows)
        {
            Line($"  {Word(row.Kind)} {Name(table)} {Key(row.Key)}{string.Concat((row.Values ?? []).Select(value => "; " + Value(row.Kind, value)))}");
        }

        var left = (table.Missing + table.Extra + table.Changed ?? 0) - table.Rows.Count;
        if (left > 0)
        {
            Line(Text($"  … and {left:N0} more rows"));
        }
    }

    /// <summary>A row that only one side has shows that side's values.</summary>
    private static string Value(DifferenceKind kind, ValueDifference value) => $"{value.Column}: " + kind switch
    {
        DifferenceKind.Missing => Shown(value.A),
        DifferenceKind.Extra => Shown(value.B),
        _ => $"{Shown(value.A)} in A, {Shown(value.B)} in B",
    };

    private static string Shown(string? value) => value is null ? "NULL" : Screen.Visible(value, keepsBreaks: false);

    private static string What(TableComparison table) => table.Outcome switch
    {
        TableOutcome.Missing => Text($"not in B ({Rows(table.RowsInA)} in A)"),
        TableOutcome.Extra => Text($"not in A ({Rows(table.RowsInB)} in B)"),
        TableOutcome.NotCompared => $"not compared: {table.Note}",
        TableOutcome.Damaged when table.Missing is null => $"damaged: {table.Note}",
        _ => Text($"{(table.Outcome == TableOutcome.Damaged ? "damaged" : "different")}, {Rows(table.RowsInA)} in A, {Rows(table.RowsInB)} in B: {(table.AtLeast ? "at least " : "")}{Counts(table.Missing, table.Extra, table.Changed)}{(table.Note is null ? "" : "; " + table.Note)}"),
    };

    private static string Counts(long? missing, long? extra, long? changed) =>
        Text($"{missing:N0} missing, {extra:N0} extra, {changed:N0} changed");

    private static string Rows(long? rows) => rows is null ? "unknown rows" : Text($"{rows:N0} rows");

    private static string Name(TableComparison table) =>
        table.KeyColumns.Count == 0 ? "row at" : string.Join(", ", table.KeyColumns);

    private static string Key(IReadOnlyList<string> key) => key.Count == 1 ? Shown(key[0]) : $"({string.Join(", ", key.Select(Shown))})";

    private static string Word(DifferenceKind kind) => kind.ToString().ToLowerInvariant();

    private void SayFirst<T>(string what, IReadOnlyList<T> all, Func<T, string> line)
    {
        foreach (var item in all.Take(most))
        {
            Line($"{what}: {line(item)}");
        }

        if (all.Count > most)
        {
            Line($"… and {all.Count - most} more ({what.ToLowerInvariant()}s); --json has all of them");
        }
    }

    private void SayFirst<T>(string what, IReadOnlyList<T> some, long all, Func<T, string> line)
    {
        foreach (var item in some)
        {
            Line($"  {what} {line(item)}");
        }

        if (all > some.Count)
        {
            Line(Text($"  … and {all - some.Count:N0} more ranges of {what}"));
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
