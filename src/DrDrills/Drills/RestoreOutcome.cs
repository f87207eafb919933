namespace DrDrills.Drills;

/// <summary>What a restore or a replay did.</summary>
/// <param name="Detail">In counts: "212 objects, 4 jobs".</param>
/// <param name="RecoveryPoint">Where the data ended up, or null where this part does not decide it.</param>
/// <param name="Deviations">What was done otherwise than planned, or ignored with its reason; empty where nothing was.</param>
/// <param name="ToolOutput">The tool's output, for the report; no data values, no secrets.</param>
public sealed record RestoreOutcome(
    string Detail, RecoveryPoint? RecoveryPoint, IReadOnlyList<string> Deviations, string ToolOutput);
