namespace DrDrills.Reporting.Compliance;

/// <summary>One clause of a framework.</summary>
/// <param name="Id">Within its framework: <c>A.8.13</c>.</param>
/// <param name="Demand">What it demands, in short; null where the wording was not confirmed from the primary text.</param>
/// <param name="Needs">What must be seen, all of it.</param>
/// <param name="EveryDays">The longest time between two pieces of evidence, in days.</param>
/// <param name="Never">Why no drill can show it, or null.</param>
/// <param name="RecoveryTimeSeconds">The longest recovery time that the clause itself allows, or null.</param>
/// <param name="DataLossSeconds">The longest data-loss window that the clause itself allows, or null.</param>
public sealed record Control(
    string Id,
    string? Demand,
    IReadOnlyList<EvidenceNeed> Needs,
    int EveryDays,
    string? Never = null,
    double? RecoveryTimeSeconds = null,
    double? DataLossSeconds = null);
