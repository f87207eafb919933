namespace DrDrills.Objectives;

/// <summary>What a drill is held to; a missing objective is reported as not set, never as met.</summary>
/// <param name="RecoveryTime">RTO, or null where none was set.</param>
/// <param name="RecoveryPoint">RPO, or null where none was set.</param>
public sealed record DrillObjectives(RecoveryTimeObjective? RecoveryTime, RecoveryPointObjective? RecoveryPoint)
{
    /// <summary>No objective at all.</summary>
    public static DrillObjectives None { get; } = new(null, null);
}
