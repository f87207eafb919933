namespace DrDrills.Verification;

/// <summary>What one file of a backup held when it was looked at.</summary>
/// <param name="Path">Relative to the backup, with forward slashes.</param>
/// <param name="SizeBytes">Exact size.</param>
/// <param name="Sha256">SHA-256 of its content, hexadecimal.</param>
/// <param name="Origin">SHA-256, hexadecimal, of what tells the run that wrote it from every other: a file with the same was not written anew.</param>
public sealed record FileContent(string Path, long SizeBytes, string Sha256, string Origin);
