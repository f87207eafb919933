using DrDrills.Reporting.Packs;

namespace DrDrills.Cli.Packs;

/// <summary>A review as it was asked for.</summary>
/// <param name="By">Who reviews.</param>
/// <param name="Decision">What was decided, or null.</param>
/// <param name="Note">Why.</param>
/// <param name="Finding">Code of the finding to give to somebody, or null.</param>
/// <param name="Owner">Who takes it on, or null.</param>
/// <param name="DueOn">Until when, or null.</param>
/// <param name="Ticket">Where it is followed, or null.</param>
/// <param name="RetestOf">Findings of earlier runs, RUN:CODE.</param>
internal sealed record ReviewRequest(
    string By, ReviewDecision? Decision, string Note, string? Finding, string? Owner, DateOnly? DueOn, string? Ticket, IReadOnlyList<string> RetestOf);
