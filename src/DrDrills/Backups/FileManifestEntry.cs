namespace DrDrills.Backups;

/// <summary>One entry of a file system.</summary>
/// <param name="Path">From the root of the file system, with forward slashes and without one in front.</param>
/// <param name="Kind">file, directory or link.</param>
/// <param name="SizeBytes">Exact size of a file; 0 otherwise.</param>
/// <param name="Sha256">SHA-256 of a file's content, or of a link's target as text, hexadecimal; null for a directory.</param>
/// <param name="Mode">Permission bits, octal with four digits: "0640".</param>
/// <param name="UserId">Numeric owner.</param>
/// <param name="GroupId">Numeric group.</param>
/// <param name="ModifiedAt">UTC instant of the last change of content, whole seconds.</param>
public sealed record FileManifestEntry(
    string Path, string Kind, long SizeBytes, string? Sha256, string Mode, long UserId, long GroupId, DateTimeOffset ModifiedAt);
