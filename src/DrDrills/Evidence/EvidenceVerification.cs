using DrDrills.Verification;

namespace DrDrills.Evidence;

/// <summary>One question that was put to the backup or to what was restored.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Proves">What a pass proves.</param>
/// <param name="Verdict">What came out.</param>
/// <param name="Scope">What was looked at, in counts.</param>
/// <param name="Findings">How many discrepancies.</param>
/// <param name="InconclusiveBecause">Why it could not be asked.</param>
/// <param name="DurationMs">Time taken, in milliseconds.</param>
public sealed record EvidenceVerification(
    string Id,
    string Title,
    string Proves,
    Verdict Verdict,
    string Scope,
    int Findings,
    Stated<string> InconclusiveBecause,
    double DurationMs)
{
    internal static EvidenceVerification Of(VerificationOutcome outcome) => new(
        outcome.Id.Value,
        outcome.Title,
        outcome.Proves,
        outcome.Verdict,
        outcome.Scope,
        outcome.Findings.Count,
        outcome.InconclusiveBecause is { } reason ? Stated.Of(EvidenceText.WithoutDetails(reason)) : Stated.NotApplicable<string>("The question was asked."),
        Math.Round(outcome.Duration.TotalMilliseconds, 3));
}
