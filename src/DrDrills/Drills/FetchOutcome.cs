using DrDrills.Backups;

namespace DrDrills.Drills;

/// <summary>What was brought, or made ready to be restored while it flows.</summary>
/// <param name="Folder">Where the files are now; null where they stay where they lie until the restore reads them.</param>
/// <param name="Files">How many.</param>
/// <param name="Size">How much.</param>
public sealed record FetchOutcome(DirectoryInfo? Folder, int Files, ByteCount Size)
{
    /// <value>What had to be done for it, such as waiting for an archive tier; or null.</value>
    public string? Note { get; init; }

    /// <summary>In counts: "2 files, 31.2 MiB".</summary>
    public override string ToString() =>
        $"{Files} file{(Files == 1 ? "" : "s")}, {Size}{(Note is null ? "" : $"; {Note}")}";
}
