using System.CommandLine;
using DrDrills.Cli.Options;
using DrDrills.Cli.Packs;
using DrDrills.Errors;
using DrDrills.Objectives;
using DrDrills.Reporting.History;
using Spectre.Console;

namespace DrDrills.Cli.Verbs;

/// <summary><c>history</c>: what all runs came to over time, what is foretold, and which drills have gone silent.</summary>
internal static class HistoryVerb
{
    public static Command Create(VerbContext context)
    {
        var runs = new Option<DirectoryInfo?>("--runs") { Description = "Folder of runs. Default: reports/runs.", HelpName = "folder" };
        var stale = CommonOptions.Duration(
            "--stale-after", "Exit code 12 where a drill has not passed, or a backup source was not proven, for longer than this. Default: not looked at.", "everything is stale after no time.");
        var json = JsonOption.Create("Every drill's last stamps and outlook");
        var command = new Command("history", "Recovery time against its objective over all runs, with a forecast; writes a page and Prometheus metrics beside the runs.")
        {
            runs, stale, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var folder = parsed.GetValue(runs) ?? new DirectoryInfo(Path.Combine(CloneRoot.Required(context).FullName, "reports", "runs"));
            var (drills, sources) = await RunHistory.WriteAsync(context, folder, cancellationToken).ConfigureAwait(false);
            Show(context, drills, sources);
            await JsonOption.WriteAsync(context.Screen, parsed.GetValue(json), drills.Select(Line), cancellationToken).ConfigureAwait(false);
            return (int)Judge(context, drills, sources, parsed.GetValue(stale));
        });
        return command;
    }

    private static ExitCode Judge(
        VerbContext context, IReadOnlyList<DrillHistory> drills, IReadOnlyList<BackupCoverage> sources, TimeSpan? stale)
    {
        if (drills.Count == 0)
        {
            context.Screen.Say("There is no record of any drill yet.");
        }

        if (stale is not { } limit)
        {
            return ExitCode.Passed;
        }

        bool IsTooOld(DateTimeOffset? at) => at is not { } instant || context.Time.GetUtcNow() - instant > limit;
        var silent = drills.Where(drill => IsTooOld(drill.LastPassed)).ToList();
        var unproven = sources.Where(source => IsTooOld(source.LastProven)).ToList();
        foreach (var source in unproven)
        {
            context.Screen.Say($"UNPROVEN: {source.Source} of {source.System} ({source.EvidenceClass}) was not proven for longer than {DurationText.Format(limit)}; last proven {Day(source.LastProven)}.");
        }

        foreach (var drill in silent)
        {
            context.Screen.Say($"SILENT: {drill.DrillId} ({drill.EvidenceClass}) has not passed for longer than {DurationText.Format(limit)}; last run {Day(drill.LastRun)}, last passed {Day(drill.LastPassed)}.");
        }

        return silent.Count > 0 || unproven.Count > 0 || drills.Count == 0 ? ExitCode.Inconclusive : ExitCode.Passed;
    }

    private static void Show(VerbContext context, IReadOnlyList<DrillHistory> drills, IReadOnlyList<BackupCoverage> sources)
    {
        var table = context.Screen.NewTable("Drill", "Evidence", "Runs", "Last run", "Last passed", "Recovery time of RTO", "Outlook");
        foreach (var drill in drills)
        {
            var line = Line(drill);
            table.AddRow([.. new[]
            {
                drill.Title, drill.EvidenceClass, $"{drill.Points.Count}", Day(drill.LastRun), Day(drill.LastPassed), line.RecoveryTime, line.Outlook,
            }.Select(cell => new Text(cell))]);
        }

        context.Screen.Console.Write(table);
        var coverage = context.Screen.NewTable("Backup source", "System", "Evidence", "Last drilled", "Last proven");
        foreach (var source in sources)
        {
            coverage.AddRow([.. new[] { source.Source, source.System, source.EvidenceClass, Day(source.LastRun), Day(source.LastProven) }.Select(cell => new Text(cell))]);
        }

        context.Screen.Console.Write(coverage);
        foreach (var finding in drills.SelectMany(drill => drill.Regressions()))
        {
            context.Screen.Say(finding.Sentence);
        }
    }

    private static HistoryLine Line(DrillHistory drill)
    {
        var (forecast, reason) = drill.Outlook();
        var measured = drill.Points.LastOrDefault(point => point.RecoverySeconds is not null)?.RecoverySeconds;
        return new HistoryLine(
            drill.System,
            drill.DrillId,
            drill.EvidenceClass,
            drill.LastRun,
            drill.LastPassed,
            $"{(measured is { } seconds ? DurationText.Format(TimeSpan.FromSeconds(seconds)) : "not measured")} of {(drill.ObjectiveSeconds is { } limit ? DurationText.Format(TimeSpan.FromSeconds(limit)) : "none")}",
            forecast is null ? reason : $"missed about {Day(forecast.MissedOn)} ({Day(forecast.Earliest)} to {(forecast.Latest is null ? "open" : Day(forecast.Latest))})");
    }

    private static string Day(DateTimeOffset? at) => at is { } instant ? instant.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : "never";

    /// <summary>One drill for programs.</summary>
    private sealed record HistoryLine(
        string System, string Drill, string EvidenceClass, DateTimeOffset LastRun, DateTimeOffset? LastPassed, string RecoveryTime, string Outlook);
}
