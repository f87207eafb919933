using DrDrills.Drills;

namespace DrDrills.Evidence;

/// <summary>What went wrong, and when.</summary>
/// <param name="Name">For people.</param>
/// <param name="Kind">Whether the harness did it or was told of it.</param>
/// <param name="At">UTC instant.</param>
/// <param name="Table">The table that was hit.</param>
public sealed record EvidenceIncident(string Name, IncidentKind Kind, DateTimeOffset At, Stated<string> Table)
{
    internal static EvidenceIncident Of(Incident incident) => new(
        incident.Name,
        incident.Kind,
        incident.At,
        incident.Table is { } table ? Stated.Of(table) : Stated.NotApplicable<string>("The incident names no table."));
}
