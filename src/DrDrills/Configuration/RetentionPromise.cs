namespace DrDrills.Configuration;

/// <summary>How long backups are promised to be kept.</summary>
/// <param name="Keep">Age up to which every backup is kept.</param>
/// <param name="MinimumCopies">Backups that are kept whatever their age; at least 1.</param>
public sealed record RetentionPromise(TimeSpan Keep, int MinimumCopies);
