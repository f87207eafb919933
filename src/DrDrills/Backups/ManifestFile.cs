namespace DrDrills.Backups;

/// <summary>One file of a backup.</summary>
/// <param name="Path">Relative to the backup's folder, with forward slashes.</param>
/// <param name="SizeBytes">Exact size.</param>
/// <param name="Sha256">SHA-256 of its content, hexadecimal.</param>
public sealed record ManifestFile(string Path, long SizeBytes, string Sha256);
