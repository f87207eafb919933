using System.Globalization;
using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.PostgreSql.Servers;

namespace DrDrills.PostgreSql.Wal;

/// <summary>A folder that a server archives its write-ahead log to, one uncompressed file for each segment.</summary>
/// <remarks>Reads only. A file that was cut short or is empty counts as absent, wherever it lies.</remarks>
/// <param name="folder">The folder; need not exist yet.</param>
/// <param name="segmentBytes">Size of a segment, as the base backup's control data says.</param>
public sealed class WalArchive(DirectoryInfo folder, long segmentBytes)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The folder.</summary>
    public DirectoryInfo Folder => folder;

    /// <summary>Size of a segment.</summary>
    public long SegmentBytes => segmentBytes;

    /// <summary>Files that are named as segments, whole or not, in the order of the log.</summary>
    public IReadOnlyList<WalSegment> List() => !Directory.Exists(folder.FullName) ? [] : [.. Directory.EnumerateFiles(folder.FullName)
        .Select(path => WalSegment.TryParse(Path.GetFileName(path), segmentBytes))
        .OfType<WalSegment>()
        .OrderBy(segment => segment.Timeline).ThenBy(segment => segment.Number)];

    /// <summary>Timelines that have segments or a history file here, oldest first.</summary>
    public IReadOnlyList<int> Timelines() => !Directory.Exists(folder.FullName) ? [] : [.. List().Select(segment => segment.Timeline)
        .Concat(Directory.EnumerateFiles(folder.FullName, "*.history")
            .Select(path => int.TryParse(
                Path.GetFileNameWithoutExtension(path), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var timeline) ? timeline : 0)
            .Where(timeline => timeline > 0))
        .Distinct().Order()];

    /// <summary>First position after the newest file of a timeline, or null where it has none.</summary>
    public Lsn? EndOf(int timeline) => List().Where(segment => segment.Timeline == timeline).Select(segment => (Lsn?)segment.End).LastOrDefault();

    /// <summary>The first segment between two positions that is not here as a whole, or null where the log can be read all the way.</summary>
    /// <param name="from">First position that is needed.</param>
    /// <param name="to">First position that is not needed any more.</param>
    /// <param name="timeline">Timeline of all of it.</param>
    public WalHole? FindHole(Lsn from, Lsn to, int timeline)
    {
        for (var segment = WalSegment.Of(from, timeline, segmentBytes); segment.Begin < to; segment = segment.Next)
        {
            if (Missing(segment) is { } because)
            {
                return new WalHole(segment, because);
            }
        }

        return null;
    }

    /// <summary>Makes a live server close its current segment, and waits until that one is archived here.</summary>
    /// <returns>The segment.</returns>
    /// <exception cref="CaptureFailedException">The server does not archive (<c>DR1521</c>), or not within a minute (<c>DR1523</c>).</exception>
    public async Task<WalSegment> WaitForAsync(IPostgresServer server, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(server);
        var state = await ArchiverState.ReadAsync(server, cancellationToken).ConfigureAwait(false);
        if (!state.IsOn)
        {
            throw ArchiverState.Off(server);
        }

        var last = await ArchiverState.SwitchAsync(server, cancellationToken).ConfigureAwait(false);
        var segment = WalSegment.TryParse(last, segmentBytes)
            ?? throw new InvalidOperationException($"the server calls its log segment '{last}'");
        await WaitForAsync(server, segment, Patience, cancellationToken).ConfigureAwait(false);
        return segment;
    }

    /// <summary>Waits until one segment is archived here, and the server says so too.</summary>
    /// <exception cref="CaptureFailedException">It was not within the limit (<c>DR1523</c>).</exception>
    internal async Task WaitForAsync(IPostgresServer server, WalSegment segment, TimeSpan limit, CancellationToken cancellationToken)
    {
        var begin = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var state = await ArchiverState.ReadAsync(server, cancellationToken).ConfigureAwait(false);
            if (Missing(segment) is null && state.HasArchived(segment))
            {
                return;
            }

            if (TimeProvider.System.GetElapsedTime(begin) > limit)
            {
                throw new CaptureFailedException(
                    "DR1523",
                    segment.FileName,
                    $"Log segment '{segment.FileName}' was not archived to '{folder.FullName}' within {limit.TotalSeconds:0.#} s; "
                    + $"it {Missing(segment) ?? "is there"}, and the server says: {state}.",
                    "does archive_command write to this folder, and does it succeed? The server's log says why it does not.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
    }

    private string? Missing(WalSegment segment)
    {
        var path = Path.Combine(folder.FullName, segment.FileName);
        var file = new FileInfo(path);
        return !file.Exists
            ? $"is missing{(Alike(path) is { } alike ? $" (only '{alike}' is there)" : "")}"
            : file.Length != segmentBytes
                ? string.Create(CultureInfo.InvariantCulture, $"has {file.Length} of {segmentBytes} bytes")
                : null;
    }

    /// <summary>A part of it, or it in another form, that no restore command of ours can use.</summary>
    private static string? Alike(string path)
    {
        var parent = Path.GetDirectoryName(path)!;
        return Directory.Exists(parent)
            ? Directory.EnumerateFiles(parent, Path.GetFileName(path) + ".*").Select(Path.GetFileName)
                .FirstOrDefault(name => !name!.EndsWith(".backup", StringComparison.Ordinal))
            : null;
    }
}
