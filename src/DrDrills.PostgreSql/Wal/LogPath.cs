using DrDrills.Backups;

namespace DrDrills.PostgreSql.Wal;

/// <summary>The segments that a server reads from one position to another, along all timelines between.</summary>
/// <param name="History">The last timeline, and how it was come to.</param>
/// <param name="From">First position that is needed.</param>
/// <param name="To">First position that is not needed any more.</param>
/// <param name="SegmentBytes">Size of a segment.</param>
internal sealed record LogPath(TimelineHistory History, Lsn From, Lsn To, long SegmentBytes)
{
    /// <summary>In the order of the log.</summary>
    public IEnumerable<WalSegment> Segments
    {
        get
        {
            for (var number = From.Value / (ulong)SegmentBytes; number * (ulong)SegmentBytes < To.Value; number++)
            {
                yield return History.SegmentAt(new Lsn(number * (ulong)SegmentBytes), SegmentBytes);
            }
        }
    }

    /// <summary>The segment that holds its end.</summary>
    public WalSegment Last => History.SegmentAt(new Lsn(To.Value - 1), SegmentBytes);

    /// <summary>The first segment that cannot be had as a whole, or null where the log can be read all the way.</summary>
    /// <param name="archive">Where it is kept.</param>
    public WalHole? FindHole(ILogArchive archive)
    {
        var last = Last;
        foreach (var segment in Segments)
        {
            var because = archive.Missing(segment)
                ?? (segment != last && archive.IsPartial(segment) ? "is there only as an unfinished '.partial' file, though log follows it" : null);
            if (because is not null)
            {
                return new WalHole(segment, because);
            }
        }

        return null;
    }
}
