using System.Text;
using DrDrills.Errors;

namespace DrDrills.Reporting.Summary;

/// <summary>The summary table as GitHub-flavoured Markdown, for the summary of a CI job.</summary>
public static class SummaryMarkdown
{
    /// <summary>Name of the file in the run's folder.</summary>
    public const string FileName = "summary.md";

    /// <summary>Writes the table, then why each drill that is not green is not.</summary>
    /// <param name="summary">What to write.</param>
    public static string Of(RunSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        var text = new StringBuilder()
            .Append("| Drill | Verdict | Recovery time of RTO | Data loss of RPO | Evidence | Compared with | Negative controls |\n")
            .Append("|---|---|---|---|---|---|---|\n");
        foreach (var row in summary.Rows)
        {
            text.Append("| ").AppendJoin(
                " | ",
                new[] { row.Drill, row.Verdict, row.RecoveryTime, row.DataLoss, row.EvidenceClass, row.Basis, row.Controls }.Select(Escape));
            text.Append(" |\n");
        }

        foreach (var row in summary.Rows.Where(row => row.ExitCode != ExitCode.Passed))
        {
            text.Append("\n- **").Append(Escape(row.Drill)).Append("**: ").Append(Escape(row.Reason));
        }

        return text.Append('\n').ToString();
    }

    private static string Escape(string cell) =>
        cell.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
