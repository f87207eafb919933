using DrDrills.Drills;
using DrDrills.Verification;

namespace DrDrills.Evidence;

/// <summary>A negative control: what it had to be seen red with, and what was seen. Never a proof of recovery.</summary>
/// <param name="ControlOf">Drill that the control belongs to.</param>
/// <param name="Damage">What was done to the backup.</param>
/// <param name="ExpectedCodes">Codes that had to be seen, all of them; by code.</param>
/// <param name="ObservedCodes">Codes that were seen; by code. More than expected are fine: damage rarely shows in one place.</param>
/// <param name="Result">How they stand.</param>
public sealed record NegativeControlOutcome(
    string ControlOf,
    string Damage,
    IReadOnlyList<string> ExpectedCodes,
    IReadOnlyList<string> ObservedCodes,
    NegativeControlResult Result)
{
    /// <summary>Judges a run of a negative control.</summary>
    /// <param name="run">The run.</param>
    /// <param name="expectation">What it must be seen red with.</param>
    /// <param name="broken">A sentence of its scenario that did not hold: then it was red for another reason than the scenario says.</param>
    /// <exception cref="ArgumentException">No code is expected: then any red would do, and the control shows nothing.</exception>
    public static NegativeControlOutcome Of(DrillRun run, NegativeControlExpectation expectation, BrokenSentence? broken = null)
    {
        if (expectation.Codes.Count == 0)
        {
            throw new ArgumentException(
                $"The negative control '{run.Plan.DrillId}' expects no finding code; name the one that shows its damage.", nameof(expectation));
        }

        var observed = run.Findings.Where(finding => finding.Severity == FindingSeverity.Error).Select(finding => finding.Code);
        if (run.Error is { } error)
        {
            observed = observed.Append(error.Code);
        }

        var seen = Sorted(observed);
        var result = run.Verdict != Verdict.Failed ? NegativeControlResult.NotSeenRed
            : broken is null && expectation.Codes.All(seen.Contains) ? NegativeControlResult.SeenRedForTheRightReason
            : NegativeControlResult.SeenRedForAnotherReason;
        return new NegativeControlOutcome(expectation.ControlOf, expectation.Damage, Sorted(expectation.Codes), seen, result);
    }

    private static List<string> Sorted(IEnumerable<string> codes) => [.. codes.Distinct().Order(StringComparer.Ordinal)];
}
