namespace DrDrills.Reporting.Packs;

/// <summary>A finding given to somebody.</summary>
/// <param name="RecordId">The evidence record that has it.</param>
/// <param name="Code">The finding's code.</param>
/// <param name="Owner">Who takes it on, or null.</param>
/// <param name="DueOn">Until when, or null.</param>
/// <param name="Ticket">Where it is followed, or null.</param>
public sealed record FindingAssignment(string RecordId, string Code, string? Owner, DateOnly? DueOn, string? Ticket);
