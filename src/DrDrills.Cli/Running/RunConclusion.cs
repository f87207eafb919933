using System.Text.RegularExpressions;
using DrDrills.Errors;
using DrDrills.Reporting.Allure;
using DrDrills.Reporting.Index;
using DrDrills.Reporting.Summary;
using Spectre.Console;

namespace DrDrills.Cli.Running;

/// <summary>Tells what finished runs came to: report, summary table, exit code. Reads them, and recomputes nothing.</summary>
internal sealed partial class RunConclusion(VerbContext context, DirectoryInfo root)
{
    /// <summary>Builds the report and the summary of one run, or of several shards as one, and says them.</summary>
    /// <param name="runs">Their folders.</param>
    /// <param name="into">The folder that receives report and summary.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task<ExitCode> TellAsync(IReadOnlyList<RunFolder> runs, RunFolder into, CancellationToken cancellationToken)
    {
        var summary = await RunSummary.ReadAsync(runs.Select(run => run.Path), cancellationToken).ConfigureAwait(false);
        var tests = runs.SelectMany(run => TrxFile.ReadAll(run.TestResults)).ToList();
        Show(summary);
        var unproven = Unproven(summary, tests).ToList();
        foreach (var test in unproven)
        {
            context.Screen.Say($"{test.Outcome}, without a record of its own: {test.Name}: {FirstLines(test.Message)}");
        }

        await File.WriteAllTextAsync(into.Summary, SummaryMarkdown.Of(summary), cancellationToken).ConfigureAwait(false);
        await BuildReportAsync(runs, into, cancellationToken).ConfigureAwait(false);
        var folder = new DirectoryInfo(into.Path);
        await RunIndexJson.WriteAsync(
            await RunIndex.OfAsync(folder.Name, folder, cancellationToken).ConfigureAwait(false), folder, cancellationToken).ConfigureAwait(false);
        if (summary.Rows.Count == 0 && unproven.Count == 0)
        {
            context.Screen.Say("There is no record of any drill here.");
            context.Screen.Say("Hint: is it the folder of a run, and did any drill come to its end?");
        }

        var code = RunSummary.Worst([summary.Rows.Count == 0 && unproven.Count > 0 ? ExitCode.Passed : summary.ExitCode, .. unproven.Select(CodeOf)]);
        context.Screen.Say($"{summary.Rows.Count(row => row.ExitCode == ExitCode.Passed)} of {summary.Rows.Count} drills as they should be; exit code {(int)code} ({code}).");
        return code;
    }

    /// <summary>Tests that are not green and that no record explains: the drill did not get as far as one, or a sentence after it failed.</summary>
    internal static IEnumerable<TestOutcome> Unproven(RunSummary summary, IReadOnlyList<TestOutcome> tests)
    {
        var red = summary.Rows.Where(row => row.ExitCode != ExitCode.Passed).Select(row => $"'{row.Drill}'").ToList();
        return tests.Where(test => test.Outcome != "Passed"
            && !red.Exists(drill => test.Message?.Contains(drill, StringComparison.Ordinal) == true));
    }

    /// <summary>The exit code of a test without a record: by the code of the error in its text, inconclusive where it was skipped.</summary>
    internal static ExitCode CodeOf(TestOutcome test) => test.Outcome == "NotExecuted"
        ? ExitCode.Inconclusive
        : Code().Match(test.Message ?? "").Groups["family"].Value switch
        {
            "02" or "12" or "32" => ExitCode.Usage,
            "21" or "22" => ExitCode.VerificationFailed,
            "31" or "33" => ExitCode.EnvironmentMissing,
            "41" => ExitCode.Inconclusive,
            _ => ExitCode.Internal,
        };

    private void Show(RunSummary summary)
    {
        if (summary.Rows.Count == 0)
        {
            return;
        }

        var table = context.Screen.NewTable("Drill", "Verdict", "Recovery time of RTO", "Data loss of RPO", "Evidence", "Compared with", "Negative controls");
        foreach (var row in summary.Rows)
        {
            table.AddRow(
                new Text(row.Drill),
                new Text(row.Verdict, row.ExitCode == ExitCode.Passed ? new Style(Color.Green) : new Style(Color.Red)),
                new Text(row.RecoveryTime),
                new Text(row.DataLoss),
                new Text(row.EvidenceClass),
                new Text(row.Basis),
                new Text(row.Controls));
        }

        context.Screen.Console.Write(table);
        foreach (var row in summary.Rows.Where(row => row.ExitCode != ExitCode.Passed))
        {
            context.Screen.Say($"{row.Drill}: {row.Reason}");
        }
    }

    private async Task BuildReportAsync(IReadOnlyList<RunFolder> runs, RunFolder into, CancellationToken cancellationToken)
    {
        var outcome = await AllureHtml.BuildAsync(
            new AllureHtmlOptions
            {
                ResultsFolders = [.. runs.Select(run => run.AllureResults)],
                OutputFolder = into.Report,
                ToolFolder = Path.Combine(root.FullName, ".tools", "allure"),
                ConfigFile = Path.Combine(root.FullName, "reports", "templates", "allure", "allurerc.mjs"),
                HistoryFile = Path.Combine(root.FullName, "reports", "runs", "allure-history.jsonl"),
            },
            cancellationToken).ConfigureAwait(false);
        context.Screen.Say(outcome.Statement);
        if (outcome.Hint is { } hint)
        {
            context.Screen.Say("Hint: " + hint);
        }
    }

    private static string FirstLines(string? message) =>
        string.Join(" ", (message ?? "no message").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(3));

    [GeneratedRegex(@"\bDR(?<family>\d\d)\d\d\b")]
    private static partial Regex Code();
}
