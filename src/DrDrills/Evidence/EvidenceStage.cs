using DrDrills.Drills;

namespace DrDrills.Evidence;

/// <summary>One timed stage.</summary>
/// <param name="Stage">Which.</param>
/// <param name="State">How it ended.</param>
/// <param name="StartedAt">UTC, for people; never subtracted.</param>
/// <param name="OffsetMs">Start, in milliseconds from the declared incident, on the monotonic clock.</param>
/// <param name="DurationMs">Length in milliseconds, on the monotonic clock.</param>
/// <param name="Attempts">1, unless it was retried.</param>
/// <param name="Detail">What was done, in counts; or why it was skipped or failed.</param>
public sealed record EvidenceStage(
    DrillStage Stage, StageState State, DateTimeOffset StartedAt, double OffsetMs, double DurationMs, int Attempts, string Detail)
{
    internal static EvidenceStage Of(StageRecord stage) => new(
        stage.Stage,
        stage.State,
        stage.StartedAt,
        Math.Round(stage.Offset.TotalMilliseconds, 3),
        Math.Round(stage.Duration.TotalMilliseconds, 3),
        stage.Attempts,
        stage.Detail);
}
