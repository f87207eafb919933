using DrDrills.Backups;

namespace DrDrills.PostgreSql.Wal;

/// <summary>A part of the log in files of one timeline's names.</summary>
/// <param name="Folder">Where its segments are.</param>
/// <param name="Timeline">The timeline.</param>
/// <param name="From">Position of its first record.</param>
/// <param name="To">First position after it.</param>
/// <param name="SegmentBytes">Size of a segment.</param>
public sealed record WalRange(DirectoryInfo Folder, int Timeline, Lsn From, Lsn To, long SegmentBytes)
{
    /// <value>Whether its last segment may be unfinished, so that the log ends somewhere inside. Default: false.</value>
    public bool MayEndEarly { get; init; }
}
