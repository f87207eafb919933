using System.Globalization;
using DrDrills.Backups;
using DrDrills.Objectives;
using DrDrills.Reporting.Progress;

namespace DrDrills.Cli.Output;

/// <summary>Progress events as lines.</summary>
internal static class ProgressText
{
    private const int LongestDetail = 160;

    /// <summary>A line that stays, or null for what is only of the moment.</summary>
    public static string? LineOf(ProgressEvent progress) => progress.Event switch
    {
        ProgressKind.DrillBegan => $"{progress.Drill}: began{Because(progress.Detail)}",
        ProgressKind.StageEnded when progress.Verdict != "skipped" => $"{progress.Drill}: {progress.Stage} {progress.Verdict}{Took(progress)}{Because(progress.Detail)}",
        // What a drill did not come to is in its record and report; here it would bury what it did.
        ProgressKind.VerificationEnded when progress.Verdict != "passed" && progress.Seconds > 0 =>
            $"{progress.Drill}: verification {progress.Stage} {progress.Verdict}{Because(progress.Detail)}",
        ProgressKind.DrillEnded =>
            $"{progress.Drill}: {progress.Verdict}{(progress.NegativeControl == true ? " (negative control)" : "")}{Because(progress.Detail)}",
        _ => null,
    };

    /// <summary>What a drill is at right now: "restore, 12 of 40 tables, public.orders".</summary>
    public static string MomentOf(ProgressEvent progress)
    {
        if (progress.Event == ProgressKind.VerificationBegan)
        {
            return $"verify, {progress.Detail}";
        }

        var done = progress.Done is { } count
            ? $", {Amount(count, progress.Unit)}{(progress.Total is { } total ? " of " + Amount(total, progress.Unit) : "")}{UnitOf(progress.Unit)}"
            : "";
        return progress.Stage + done + (progress.Detail is { } detail ? ", " + detail : "");
    }

    private static string Amount(long amount, string? unit) => unit == "bytes"
        ? new ByteCount(amount).ToString()
        : amount.ToString("N0", CultureInfo.InvariantCulture);

    private static string UnitOf(string? unit) => unit is null or "bytes" ? "" : " " + unit;

    private static string Took(ProgressEvent progress) =>
        progress.Seconds is { } seconds ? " in " + DurationText.Format(TimeSpan.FromSeconds(seconds)) : "";

    private static string Because(string? detail)
    {
        var line = detail?.ReplaceLineEndings(" ") ?? "";
        return line.Length == 0 ? "" : ": " + (line.Length > LongestDetail ? line[..LongestDetail] + " …" : line);
    }
}
