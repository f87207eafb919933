using DrDrills.Verification;

namespace DrDrills.Evidence;

/// <summary>One discrepancy, in names, counts and hashes.</summary>
/// <param name="From">Verification that found it, or <c>stage</c>.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Subject">The exact object.</param>
/// <param name="Expected">What was expected.</param>
/// <param name="Observed">What was observed.</param>
/// <param name="Statement">What it means.</param>
/// <param name="Owner">Who takes it on.</param>
/// <param name="DueAt">Until when.</param>
/// <param name="Ticket">Where it is followed.</param>
public sealed record EvidenceFinding(
    string From,
    string Code,
    FindingSeverity Severity,
    string Subject,
    string Expected,
    string Observed,
    string Statement,
    Stated<string> Owner,
    Stated<DateTimeOffset> DueAt,
    Stated<string> Ticket)
{
    private const string Later = "Assigned after the run.";

    internal static EvidenceFinding Of(string from, Finding finding) => new(
        from,
        finding.Code,
        finding.Severity,
        finding.Subject,
        finding.Expected,
        finding.Observed,
        finding.Statement,
        Stated.NotRecorded<string>(Later),
        Stated.NotRecorded<DateTimeOffset>(Later),
        Stated.NotRecorded<string>(Later));
}
