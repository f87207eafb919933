namespace DrDrills.Drills;

/// <summary>How far a stage is.</summary>
/// <param name="Done">Units done.</param>
/// <param name="Total">Units in all, or null where not known.</param>
/// <param name="Unit">bytes, rows, tables, objects.</param>
/// <param name="Subject">What is being worked on, or null.</param>
public readonly record struct StageProgress(long Done, long? Total, string Unit, string? Subject = null);
