using System.Text.RegularExpressions;
using DrDrills.Cli.Output;
using DrDrills.Cli.Options;
using DrDrills.Cli.Packs;
using DrDrills.Errors;
using DrDrills.Evidence;
using DrDrills.Oci.Notifications;
using DrDrills.Reporting.Allure;
using DrDrills.Reporting.Compliance;
using DrDrills.Reporting.History;
using DrDrills.Reporting.Summary;

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
            context.Screen.Say($"{test.Outcome}, and no record says why: {test.Name}: {FirstLines(test.Message)}");
        }

        await File.WriteAllTextAsync(into.Summary, SummaryMarkdown.Of(summary), cancellationToken).ConfigureAwait(false);
        var anchored = await ClosePackAsync(runs, into, cancellationToken).ConfigureAwait(false);
        if (summary.Rows.Count == 0 && unproven.Count == 0)
        {
            context.Screen.Say("There is no record of any drill here.");
            context.Screen.Say("Hint: is it the folder of a run, and did any drill come to its end?");
        }

        var code = RunSummary.Worst([
            summary.Rows.Count == 0 && unproven.Count > 0 ? ExitCode.Passed : summary.ExitCode,
            anchored ? ExitCode.Passed : ExitCode.Internal,
            .. unproven.Select(CodeOf),
        ]);
        await NotifyAsync(new DirectoryInfo(into.Path), summary, code, cancellationToken).ConfigureAwait(false);
        context.Screen.Say($"{summary.Rows.Count(row => row.ExitCode == ExitCode.Passed)} of {summary.Rows.Count} drills as they should be; exit code {(int)code} ({code}).");
        return code;
    }

    /// <summary>Tests that are not green and that no record explains: the drill did not get as far as one, or a sentence after it failed.</summary>
    internal static IEnumerable<TestOutcome> Unproven(RunSummary summary, IReadOnlyList<TestOutcome> tests)
    {
        var red = summary.Rows.Where(row => row.ExitCode != ExitCode.Passed).ToList();
        return tests.Where(test => test.Outcome != "Passed" && !red.Exists(row => Explains(row, test)));
    }

    /// <summary>A test names the drill that failed it; or it failed by a sentence of its scenario, which the record of that scenario has.</summary>
    private static bool Explains(SummaryRow row, TestOutcome test) =>
        test.Message?.Contains($"'{row.Drill}'", StringComparison.Ordinal) == true
        || (BrokenSentence.IsReason(row.Reason) && Letters(test.Name.Split('(')[0]) == Letters(row.Title));

    /// <summary>A test is named after its scenario's title, without what no identifier may hold.</summary>
    private static string Letters(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();

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

        SummaryTable.Write(context.Screen, summary);
        foreach (var row in summary.Rows.Where(row => row.ExitCode != ExitCode.Passed))
        {
            context.Screen.Say($"{row.Drill}: {row.Reason}");
        }
    }

    private Task<AllureHtmlOutcome> BuildReportAsync(IReadOnlyList<RunFolder> runs, RunFolder into, CancellationToken cancellationToken) =>
        AllureHtml.BuildAsync(
            new AllureHtmlOptions
            {
                ResultsFolders = [.. runs.Select(run => run.AllureResults)],
                OutputFolder = into.Report,
                ToolFolder = Path.Combine(root.FullName, ".tools", "allure"),
                ConfigFile = Path.Combine(root.FullName, "reports", "templates", "allure", "allurerc.mjs"),
                HistoryFile = Path.Combine(root.FullName, "reports", "runs", "allure-history.jsonl"),
            },
            cancellationToken);

    private void Show(AllureHtmlOutcome outcome)
    {
        context.Screen.Say(outcome.Statement);
        if (outcome.Hint is { } hint)
        {
            context.Screen.Say("Hint: " + hint);
        }
    }

    /// <summary>The report for engineers beside page, PDF, OSCAL and CSV for auditors, then the seal; the records of shards come into the one pack.</summary>
    /// <returns>Whether the heads of its chains are where they were to be kept.</returns>
    private async Task<bool> ClosePackAsync(IReadOnlyList<RunFolder> runs, RunFolder into, CancellationToken cancellationToken)
    {
        foreach (var record in runs.Where(run => run.Evidence != into.Evidence && Directory.Exists(run.Evidence))
            .SelectMany(run => Directory.EnumerateFiles(run.Evidence, "*" + EvidenceJson.FileSuffix)))
        {
            Directory.CreateDirectory(into.Evidence);
            File.Copy(record, Path.Combine(into.Evidence, Path.GetFileName(record)), overwrite: true);
        }

        var settings = SealingSettings.Read(root, Environment.GetEnvironmentVariable);
        var folder = new DirectoryInfo(into.Path);
        var earlier = await RunHistory.ReadAsync(context, folder.Parent!, cancellationToken).ConfigureAwait(false);
        var regressions = await RunHistory.CompareAsync(folder, earlier, cancellationToken).ConfigureAwait(false);
        foreach (var finding in regressions.Findings)
        {
            context.Screen.Say(finding.Sentence);
        }

        var forEngineers = BuildReportAsync(runs, into, cancellationToken);
        var forAuditors = ReportFiles.WriteAsync(
            folder,
            new DirectoryInfo(Path.Combine(root.FullName, "reports", "templates", "compliance")),
            settings.Controls,
            context.Time.GetUtcNow(),
            earlier,
            cancellationToken);
        await Task.WhenAll(forEngineers, forAuditors).ConfigureAwait(false);
        Show(await forEngineers.ConfigureAwait(false));
        var noPdf = await forAuditors.ConfigureAwait(false);
        context.Screen.Say(noPdf ?? $"Report for auditors: {Path.Combine(into.Path, PdfReport.FileName)}");
        context.Screen.Say($"Report as a page: {Path.Combine(into.Path, ComplianceReport.FileName)}");
        return await RunSealing.SealAsync(context, settings, folder, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The history of the runs beside it, and notices to whoever wants them.</summary>
    private async Task NotifyAsync(DirectoryInfo run, RunSummary summary, ExitCode code, CancellationToken cancellationToken)
    {
        await RunHistory.WriteAsync(context, run.Parent!, cancellationToken).ConfigureAwait(false);
        var notice = RunNotice.Of(run.Name, summary, code);
        using var http = new HttpClient();
        var notices = new RunNotices(http, NoticeSettings.Read(Environment.GetEnvironmentVariable));
        foreach (var undelivered in await notices.TellAsync(notice, cancellationToken).ConfigureAwait(false))
        {
            context.Screen.Say($"Notice: {undelivered}.");
        }

        await PublishAsync(notice, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>To a topic of OCI Notifications; like every notice, one that fails changes no verdict.</summary>
    private async Task PublishAsync(RunNotice notice, CancellationToken cancellationToken)
    {
        if (notice.Code == ExitCode.Passed || NoticeSettings.ReadTopic(Environment.GetEnvironmentVariable) is not { } topic)
        {
            return;
        }

        try
        {
            using var tenancy = ConfiguredTenancy.Open("DRDRILLS_NOTIFICATION_TOPIC", context.Time);
            var message = await new TopicNotice(tenancy).PublishAsync(topic, notice.Title, notice.Whole, cancellationToken).ConfigureAwait(false);
            context.Screen.Say($"Notice: message {message} published to topic '{topic}'.");
        }
        catch (DrillException e) when (e is CloudCallFailedException or ConfigurationInvalidException)
        {
            context.Screen.Say($"Notice: the message to topic '{topic}' could not be published: {e.Message}");
        }
    }

    private static string FirstLines(string? message) =>
        string.Join(" ", (message ?? "no message").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(3));

    [GeneratedRegex(@"\bDR(?<family>\d\d)\d\d\b")]
    private static partial Regex Code();
}
