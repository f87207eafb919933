using DrDrills.Errors;
using DrDrills.Reporting.Summary;
using Spectre.Console;

namespace DrDrills.Cli.Output;

/// <summary>The table that ends a run, for a terminal of 80 columns and more: drills by their titles under their features, wrapped between words.</summary>
internal static class SummaryTable
{
    // From here on there is room for what most drills of a run have in common; below it is said once, under the table.
    private const int Wide = 180;

    /// <summary>Writes the table and what it has no column for.</summary>
    public static void Write(Screen screen, RunSummary summary)
    {
        var wide = screen.Console.Profile.Width >= Wide;
        string[] common = wide ? ["Evidence", "Compared with"] : [];
        var table = screen.NewTable(["Drill", "Verdict", "Recovery time of RTO", "Data loss of RPO", .. common, "Negative controls"]);
        foreach (var feature in summary.Rows.GroupBy(row => FeatureOf(row.Drill)).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            if (feature.Key.Length > 0)
            {
                table.AddRow(new Text(feature.Key, new Style(decoration: Decoration.Bold)));
            }

            foreach (var row in feature)
            {
                table.AddRow(Cells(row, wide));
            }
        }

        screen.Console.Write(table);
        if (!wide)
        {
            screen.Say($"Evidence: {Tally(summary, row => row.EvidenceClass)}. Compared with: {Tally(summary, row => row.Basis)}.");
        }
    }

    private static IEnumerable<Text> Cells(SummaryRow row, bool wide)
    {
        yield return new Text(row.Title.Length > 0 ? row.Title : row.Drill);
        yield return new Text(row.Verdict, new Style(row.ExitCode == ExitCode.Passed ? Color.Green : Color.Red));
        yield return new Text(row.RecoveryTime);
        yield return new Text(row.DataLoss);
        if (wide)
        {
            yield return new Text(row.EvidenceClass);
            yield return new Text(row.Basis);
        }

        yield return new Text(row.Controls);
    }

    /// <summary>Room and feature of a drill in words: <c>catalog/corrupting-migration/…</c> is "catalog: corrupting migration".</summary>
    private static string FeatureOf(string drill) => drill.LastIndexOf('/') is > 0 and var end
        ? drill[..end].Replace("/", ": ", StringComparison.Ordinal).Replace('-', ' ')
        : "";

    /// <summary>How many drills have each value: "mechanism 28".</summary>
    private static string Tally(RunSummary summary, Func<SummaryRow, string> value) => string.Join(
        ", ", summary.Rows.CountBy(value).OrderByDescending(pair => pair.Value).Select(pair => $"{pair.Key} {pair.Value}"));
}
