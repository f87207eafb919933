using DrDrills.Backups;

namespace DrDrills.Drills;

/// <summary>What was brought.</summary>
/// <param name="Folder">Where the files are now.</param>
/// <param name="Files">How many.</param>
/// <param name="Size">How much.</param>
public sealed record FetchOutcome(DirectoryInfo Folder, int Files, ByteCount Size);
