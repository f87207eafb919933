using System.Globalization;
using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.PostgreSql.Wal;

namespace DrDrills.PostgreSql.Backups.BaseBackup;

/// <summary>The log of a base backup, brought into the work folder without a hole.</summary>
/// <param name="Range">From the base backup's start to the log's end, as a program reads it.</param>
/// <param name="Folder">Where a server reads it from.</param>
/// <param name="Segments">How many files.</param>
internal sealed record FetchedLog(WalRange Range, DirectoryInfo Folder, int Segments)
{
    public ByteCount Size => new(Segments * Range.SegmentBytes);

    /// <exception cref="RecoveryTargetUnreachableException">
    /// A segment is missing or cut short (<c>DR2201</c>), the archive holds a newer timeline that was not asked for (<c>DR2205</c>), or the one that
    /// was asked for cannot be come to (<c>DR2211</c>-<c>DR2213</c>).
    /// </exception>
    /// <exception cref="BackupUnreadableException">A segment is there and cannot be unpacked (<c>DR1331</c>).</exception>
    public static async Task<FetchedLog> BringAsync(
        ILogArchive archive,
        BaseBackupLabel label,
        LogDemand demand,
        DirectoryInfo folder,
        IProgress<StageProgress> progress,
        CancellationToken cancellationToken)
    {
        var (path, history) = await demand.PathAsync(archive, label, cancellationToken).ConfigureAwait(false);
        folder.Create();
        if (history is not null)
        {
            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, TimelineHistory.FileNameOf(path.History.Timeline)), history, cancellationToken).ConfigureAwait(false);
        }

        var segments = path.Segments.ToList();
        var total = segments.Count * path.SegmentBytes;
        var done = 0;
        await Parallel.ForEachAsync(
            segments,
            cancellationToken,
            async (segment, stop) =>
            {
                await archive.BringAsync(segment, folder, stop).ConfigureAwait(false);
                progress.Report(new StageProgress(Interlocked.Increment(ref done) * path.SegmentBytes, total, "bytes", segment.FileName));
            }).ConfigureAwait(false);
        var readable = OfOneTimeline(folder, path, segments);
        return new FetchedLog(
            new WalRange(readable, path.History.Timeline, label.Start, path.Last.End, path.SegmentBytes)
            {
                MayEndEarly = archive.MayEndEarly(path.Last),
            },
            folder,
            segments.Count);
    }

    /// <summary>Settings that let a server read it; the log is only read.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["restore_command"] = $"cp '{Folder.FullName}/%f' '%p'",
        ["recovery_target_timeline"] = HasHistory ? Range.Timeline.ToString(CultureInfo.InvariantCulture) : "current",
    };

    /// <summary>A timeline that is named by its number must have its history, unless it is the first; the one that the backup was taken on need not.</summary>
    private bool HasHistory => Range.Timeline == TimelineHistory.First || File.Exists(Path.Combine(Folder.FullName, TimelineHistory.FileNameOf(Range.Timeline)));

    /// <summary>pg_waldump reads files of one timeline's names; the pages in them may be of older ones.</summary>
    private static DirectoryInfo OfOneTimeline(DirectoryInfo folder, LogPath path, List<WalSegment> segments)
    {
        if (segments.TrueForAll(segment => segment.Timeline == path.History.Timeline))
        {
            return folder;
        }

        var readable = folder.CreateSubdirectory("one-timeline");
        foreach (var segment in segments)
        {
            File.CreateSymbolicLink(
                Path.Combine(readable.FullName, (segment with { Timeline = path.History.Timeline }).FileName),
                Path.Combine(folder.FullName, segment.FileName));
        }

        return readable;
    }
}
