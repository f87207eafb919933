namespace DrDrills.Backups;

/// <summary>How a backup was made.</summary>
/// <param name="Format">A <see cref="BackupFormat"/> name.</param>
/// <param name="Tool">pg_dump, pg_basebackup.</param>
/// <param name="ToolVersion">Its version.</param>
/// <param name="StartLsn">First log position that a physical backup needs, or null.</param>
/// <param name="EndLsn">Log position at which a physical backup is consistent, or null.</param>
/// <param name="Timeline">Timeline of a physical backup, or null.</param>
public sealed record ManifestBackup(
    string Format, string Tool, string ToolVersion, string? StartLsn = null, string? EndLsn = null, int? Timeline = null);
