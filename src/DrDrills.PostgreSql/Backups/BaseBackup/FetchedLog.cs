using System.Globalization;
using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.PostgreSql.Servers.Local;
using DrDrills.PostgreSql.Tools;
using DrDrills.PostgreSql.Wal;

namespace DrDrills.PostgreSql.Backups.BaseBackup;

/// <summary>The archived log of a base backup, brought into the work folder without a hole.</summary>
/// <param name="Range">From the base backup's start to the archive's end.</param>
/// <param name="Segments">How many files.</param>
internal sealed record FetchedLog(WalRange Range, int Segments)
{
    public ByteCount Size => new(Segments * Range.SegmentBytes);

    /// <exception cref="RecoveryTargetUnreachableException">
    /// A segment is missing or cut short (<c>DR2201</c>), or the archive holds a newer timeline (<c>DR2205</c>).
    /// </exception>
    public static async Task<FetchedLog> BringAsync(
        IPostgresTools tools,
        DirectoryInfo data,
        BaseBackupLabel label,
        PointInTimeRecoveryOptions options,
        DirectoryInfo folder,
        IProgress<StageProgress> progress,
        CancellationToken cancellationToken)
    {
        var control = await ControlData.ReadAsync(tools, data, cancellationToken).ConfigureAwait(false);
        var archive = new WalArchive(options.WalArchive, control.WalSegmentBytes);
        RefuseNewerTimelines(archive, label.Timeline);
        Lsn?[] needed = [label.End, archive.EndOf(label.Timeline), options.ReachAtLeast, options.RecoveryTarget.Position];
        var last = WalSegment.Of(new Lsn(needed.OfType<Lsn>().Max().Value - 1), label.Timeline, archive.SegmentBytes);
        if (archive.FindHole(label.Start, last.End, label.Timeline) is { } hole)
        {
            throw Hole(hole, archive, label, options.RecoveryTarget);
        }

        folder.Create();
        var segments = 0;
        var first = WalSegment.Of(label.Start, label.Timeline, archive.SegmentBytes);
        var total = (long)(last.Number - first.Number + 1) * archive.SegmentBytes;
        for (var segment = first; segment.Number <= last.Number; segment = segment.Next)
        {
            await BackupFiles.CopyAsync(
                Path.Combine(archive.Folder.FullName, segment.FileName), folder.FullName, null, cancellationToken).ConfigureAwait(false);
            segments++;
            progress.Report(new StageProgress(segments * archive.SegmentBytes, total, "bytes", segment.FileName));
        }

        return new FetchedLog(new WalRange(folder, label.Timeline, label.Start, last.End, archive.SegmentBytes), segments);
    }

    /// <summary>Settings that let a server read it; the log is only read.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["restore_command"] = $"cp '{Range.Folder.FullName}/%f' '%p'",
        ["recovery_target_timeline"] = Range.Timeline.ToString(CultureInfo.InvariantCulture),
    };

    private static void RefuseNewerTimelines(WalArchive archive, int timeline)
    {
        if (archive.Timelines() is [.., var newest] && newest > timeline)
        {
            throw new RecoveryTargetUnreachableException(
                "DR2205",
                archive.Folder.FullName,
                $"The archive holds timeline {newest}, but the base backup is of timeline {timeline}; the log after the switch would be lost silently.",
                "take the base backup that was made after the failover.");
        }
    }

    private static RecoveryTargetUnreachableException Hole(WalHole hole, WalArchive archive, BaseBackupLabel label, RecoveryTarget target) => new(
        "DR2201",
        hole.Segment.FileName,
        $"The archived log has a hole: segment '{hole.Segment.FileName}' {hole.Because}; recovery from {label.Start} to '{target}' needs every "
        + "segment between.",
        $"look for it where the archive '{archive.Folder.FullName}' is copied from, or recover to a position before {hole.Segment.Begin}.");
}
