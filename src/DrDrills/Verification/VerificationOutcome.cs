namespace DrDrills.Verification;

/// <summary>One verification of one run: what was asked, what came out, how long it took.</summary>
/// <param name="Id">The verification.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Proves">What a pass proves.</param>
/// <param name="Verdict">What came out.</param>
/// <param name="Scope">What was looked at, in counts.</param>
/// <param name="Findings">Every discrepancy.</param>
/// <param name="InconclusiveBecause">Why it could not be asked, or null.</param>
/// <param name="Duration">Time taken, from the drill's monotonic clock.</param>
public sealed record VerificationOutcome(
    VerificationId Id,
    string Title,
    string Proves,
    Verdict Verdict,
    string Scope,
    IReadOnlyList<Finding> Findings,
    string? InconclusiveBecause,
    TimeSpan Duration)
{
    /// <value>Rows that were counted on the way, or null.</value>
    public RowCounts? Rows { get; init; }

    /// <value>Files that were read on the way, or null.</value>
    public IReadOnlyList<FileContent>? Files { get; init; }
}
