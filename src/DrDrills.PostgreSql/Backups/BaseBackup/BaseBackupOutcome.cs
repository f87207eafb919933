using DrDrills.Backups;

namespace DrDrills.PostgreSql.Backups.BaseBackup;

/// <summary>A finished base backup.</summary>
/// <param name="Folder">The backup's folder.</param>
/// <param name="Manifest">Its files and log positions, and what the named database held when it was done.</param>
/// <param name="Size">Bytes of the backup without its manifest.</param>
public sealed record BaseBackupOutcome(DirectoryInfo Folder, BackupManifest Manifest, ByteCount Size);
