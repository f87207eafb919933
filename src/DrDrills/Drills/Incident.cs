namespace DrDrills.Drills;

/// <summary>What went wrong, and when.</summary>
/// <param name="Name">For people: "a migration corrupted the product catalogue".</param>
/// <param name="Kind">Whether the harness did it or was told of it.</param>
/// <param name="At">UTC instant, from the source's own clock where there is one.</param>
/// <param name="Table">The table that was hit, schema-qualified, or null.</param>
public sealed record Incident(string Name, IncidentKind Kind, DateTimeOffset At, string? Table = null);
