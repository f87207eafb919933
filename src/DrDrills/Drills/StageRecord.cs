namespace DrDrills.Drills;

/// <summary>One timed stage of one run.</summary>
/// <param name="Stage">Which.</param>
/// <param name="State">How it ended.</param>
/// <param name="StartedAt">UTC, for people; never subtracted.</param>
/// <param name="Offset">Start, from the declared incident, on the monotonic clock.</param>
/// <param name="Duration">Length, on the monotonic clock.</param>
/// <param name="Attempts">1, unless the stage was retried; a retry is a deviation and never a clean pass.</param>
/// <param name="Detail">What was done, in counts: "8 files, 31.2 MiB"; or why it was skipped or failed.</param>
public sealed record StageRecord(
    DrillStage Stage, StageState State, DateTimeOffset StartedAt, TimeSpan Offset, TimeSpan Duration, int Attempts, string Detail);
