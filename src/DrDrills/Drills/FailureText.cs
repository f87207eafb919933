using System.Text;
using DrDrills.Errors;
using DrDrills.Verification;

namespace DrDrills.Drills;

/// <summary>What a report says of a drill that did not pass: a documented form, told apart by its first words.</summary>
/// <remarks>
/// Line 1: <c>DRILL FAILED</c>, <c>OBJECTIVE MISSED</c>, <c>DISPOSAL FAILED</c> or <c>INCONCLUSIVE</c>, the drill in quotes, a colon, the
/// reason. Then one line <c>Finding:</c> for each finding (at most 20, the rest counted), <c>Not asked:</c> for each verification that
/// could not be asked, <c>Error:</c> for the error that ended the run.
/// </remarks>
public static class FailureText
{
    private const int MostFindings = 20;

    /// <summary>The text for a run that did not pass.</summary>
    public static string Of(DrillRun run)
    {
        var text = new StringBuilder($"{Headline(run.ExitCode)} '{run.Plan.DrillId}': {run.VerdictReason}");
        var findings = run.Findings.Where(f => f.Severity == FindingSeverity.Error).ToList();
        foreach (var finding in findings.Take(MostFindings))
        {
            text.Append("\nFinding: ").Append(finding);
        }

        if (findings.Count > MostFindings)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\nFinding: {findings.Count - MostFindings} more.");
        }

        foreach (var outcome in run.Verifications.Where(v => v.InconclusiveBecause is not null))
        {
            text.Append("\nNot asked: ").Append(outcome.Id).Append(": ").Append(outcome.InconclusiveBecause);
        }

        if (run.Error is { } error)
        {
            text.Append("\nError: ").Append(error.Message);
        }

        return text.ToString();
    }

    private static string Headline(ExitCode exitCode) => exitCode switch
    {
        ExitCode.VerificationFailed => "DRILL FAILED",
        ExitCode.ObjectiveMissed => "OBJECTIVE MISSED",
        ExitCode.DisposalFailed => "DISPOSAL FAILED",
        _ => "INCONCLUSIVE",
    };
}
