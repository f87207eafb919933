using DrDrills.Errors;
using DrDrills.Reporting.Summary;

namespace DrDrills.Reporting.History;

/// <summary>What a run came to, in words for those who were not there.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Code">Its exit code.</param>
/// <param name="Text">One sentence.</param>
/// <param name="NotPassed">A line for each drill that is not as it should be.</param>
public sealed record RunNotice(string RunId, ExitCode Code, string Text, IReadOnlyList<string> NotPassed)
{
    /// <summary>What stands above it.</summary>
    public string Title => $"DrDrills: run {RunId} {(Code == ExitCode.Passed ? "passed" : "did not pass")}";

    /// <summary>All of it.</summary>
    public string Whole => string.Join('\n', [Text, .. NotPassed]);

    /// <summary>Reads it out of a run's summary.</summary>
    public static RunNotice Of(string runId, RunSummary summary, ExitCode code)
    {
        ArgumentNullException.ThrowIfNull(summary);
        return new RunNotice(
            runId,
            code,
            $"DrDrills run {runId}: {(code == ExitCode.Passed ? "passed" : $"NOT PASSED ({(int)code}, {code})")}; "
                + $"{summary.Rows.Count(row => row.ExitCode == ExitCode.Passed)} of {summary.Rows.Count} drills as they should be.",
            [.. summary.Rows.Where(row => row.ExitCode != ExitCode.Passed).Select(row => $"{row.Drill}: {row.Reason}")]);
    }
}
