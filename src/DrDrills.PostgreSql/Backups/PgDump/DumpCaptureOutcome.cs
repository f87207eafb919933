using DrDrills.Backups;

namespace DrDrills.PostgreSql.Backups.PgDump;

/// <summary>A finished capture.</summary>
/// <param name="Folder">The backup's folder.</param>
/// <param name="Manifest">What it must contain.</param>
/// <param name="Size">Bytes of the backup without its manifest.</param>
public sealed record DumpCaptureOutcome(DirectoryInfo Folder, BackupManifest Manifest, ByteCount Size);
