using System.Globalization;
using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.PostgreSql.Wal;

namespace DrDrills.PostgreSql.Backups.BaseBackup;

/// <summary>Which part of the log a recovery needs.</summary>
/// <param name="Target">Where it stops.</param>
/// <param name="ReachAtLeast">A position that the source is known to have reached, or null.</param>
internal sealed record LogDemand(RecoveryTarget Target, Lsn? ReachAtLeast)
{
    /// <summary>Finds the segments, and looks whether they are all there.</summary>
    /// <returns>The segments, and the text of the last timeline's history file where it has one.</returns>
    public async Task<(LogPath Path, string? History)> PathAsync(ILogArchive archive, BaseBackupLabel label, CancellationToken cancellationToken)
    {
        var last = Target.Timeline ?? label.Timeline;
        // The backup's own timeline was come to before it: its history is given where it is there, as every server that was once promoted has one.
        var text = last == TimelineHistory.First ? null : await archive.ReadHistoryAsync(last, cancellationToken).ConfigureAwait(false);
        if (text is null && last != label.Timeline)
        {
            throw NoHistory(archive, last);
        }

        var history = text is null ? TimelineHistory.Of(last) : TimelineHistory.Parse(last, text);
        if (!history.Reaches(label.Timeline, label.End ?? label.Start))
        {
            throw new RecoveryTargetUnreachableException(
                "DR2212",
                TimelineHistory.FileNameOf(history.Timeline),
                $"Timeline {history.Timeline} cannot be come to from the base backup, which ends at {label.End ?? label.Start} on timeline "
                + $"{label.Timeline}: its history leaves from {string.Join(", ", history.Switches.Select(part => $"timeline {part.Timeline} at {part.Left}"))}.",
                "take a base backup that ended before the switch, or name a timeline that follows it.");
        }

        if (Target.Timeline is null && Target.Kind != RecoveryTargetKind.Immediate)
        {
            RefuseNewerTimelines(archive, label.Timeline);
        }

        var path = new LogPath(history, label.Start, EndOf(archive, label, history), archive.SegmentBytes);
        return path.FindHole(archive) is { } hole ? throw Hole(hole, archive, label) : (path, text);
    }

    private Lsn EndOf(ILogArchive archive, BaseBackupLabel label, TimelineHistory history)
    {
        Lsn?[] needed = Target.Kind == RecoveryTargetKind.Immediate && label.End is { } end
            ? [end, PastRecordAt(archive, end, history.Timeline)]
            : [
                label.End, archive.EndOf(history.Timeline), ReachAtLeast, Target.Position, new Lsn(label.Start.Value + 1),
                .. history.Switches.Select(part => (Lsn?)part.Left),
            ];
        return needed.OfType<Lsn>().Max();
    }

    /// <summary>
    /// PostgreSQL sees that a backup's end is reached when it reads the record behind it, which lies in another segment where a backup of a standby ends
    /// at a boundary, or may end in one: what is there of these is given, and not asked for.
    /// </summary>
    private static Lsn? PastRecordAt(ILogArchive archive, Lsn end, int timeline)
    {
        var holding = WalSegment.Of(end, timeline, archive.SegmentBytes);
        return archive.Missing(holding) is not null ? null : archive.Missing(holding.Next) is not null ? holding.End : holding.Next.End;
    }

    private static void RefuseNewerTimelines(ILogArchive archive, int timeline)
    {
        if (archive.Timelines() is [.., var newest] && newest > timeline)
        {
            throw new RecoveryTargetUnreachableException(
                "DR2205",
                archive.Location,
                $"The archive holds timeline {newest}, but the base backup is of timeline {timeline}; the log after the switch would be lost silently.",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"take the base backup that was made after the failover, or say which timeline to follow: 'latest timeline {newest}', "
                    + $"'latest timeline {timeline}'."));
        }
    }

    private static RecoveryTargetUnreachableException NoHistory(ILogArchive archive, int timeline) => new(
        "DR2213",
        TimelineHistory.FileNameOf(timeline),
        $"Timeline {timeline} was asked for, but '{archive.Location}' holds no '{TimelineHistory.FileNameOf(timeline)}'.",
        $"the archive holds timelines {string.Join(", ", archive.Timelines())}; a server archives the history file when it is promoted.");

    private RecoveryTargetUnreachableException Hole(WalHole hole, ILogArchive archive, BaseBackupLabel label) => new(
        "DR2201",
        hole.Segment.FileName,
        $"The archived log has a hole: segment '{hole.Segment.FileName}' {hole.Because}; recovery from {label.Start} to '{Target}' needs every "
        + "segment between.",
        $"look for it where the archive '{archive.Location}' is copied from, or recover to a position before {hole.Segment.Begin}.");
}
