using DrDrills.Backups;
using DrDrills.Errors;

namespace DrDrills.PostgreSql.Wal;

/// <summary>A place that keeps a server's write-ahead log: a folder, the repository of a backup tool, the inside of a backup.</summary>
/// <remarks>Reads only. What is there is told from names; whether a segment is whole shows when it is brought, or replayed.</remarks>
public interface ILogArchive
{
    /// <summary>Where it is, for people.</summary>
    string Location { get; }

    /// <summary>Size of a segment.</summary>
    long SegmentBytes { get; }

    /// <summary>Segments that are named here, whole or not, in the order of the log.</summary>
    IReadOnlyList<WalSegment> List();

    /// <summary>Timelines that have segments or a history file here, oldest first.</summary>
    IReadOnlyList<int> Timelines();

    /// <summary>Why a segment cannot be had here: "is missing", "has 4096 of 16777216 bytes"; null where it can.</summary>
    string? Missing(WalSegment segment);

    /// <summary>Whether a segment is there only as the server left it unfinished: its log ends somewhere inside.</summary>
    bool IsPartial(WalSegment segment);

    /// <summary>Whether a segment's log may end before the segment does: it is unfinished, or lies in a copy that was made while the server wrote it.</summary>
    bool MayEndEarly(WalSegment segment) => IsPartial(segment);

    /// <summary>Brings one segment, unpacked, under its own name.</summary>
    /// <exception cref="BackupUnreadableException">What is kept of it cannot be unpacked, or is not it (<c>DR1331</c>).</exception>
    Task BringAsync(WalSegment segment, DirectoryInfo into, CancellationToken cancellationToken);

    /// <summary>What a timeline's history file says, or null where there is none.</summary>
    Task<string?> ReadHistoryAsync(int timeline, CancellationToken cancellationToken);

    /// <summary>First position after the newest file of a timeline, or null where it has none.</summary>
    Lsn? EndOf(int timeline) => List().Where(segment => segment.Timeline == timeline).Select(segment => (Lsn?)segment.End).LastOrDefault();
}
