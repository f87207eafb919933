using System.Globalization;
using DrDrills.Backups;
using DrDrills.Credentials;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups.Wrapping;
using DrDrills.PostgreSql.Servers;

namespace DrDrills.PostgreSql.Wal;

/// <summary>A folder that a server archives its write-ahead log to, one file for each segment; or one folder per 4 GiB of log, as Barman keeps it.</summary>
/// <remarks>
/// Reads only. A file that was cut short or is empty counts as absent. Segments may be compressed or encrypted; by what, is told from their bytes
/// and never from a name, so that their size shows only when they are brought. A <c>.partial</c> file stands for its segment where nothing better is there.
/// </remarks>
/// <param name="folder">The folder; need not exist yet.</param>
/// <param name="segmentBytes">Size of a segment, as the base backup's control data says.</param>
public sealed class WalArchive(DirectoryInfo folder, long segmentBytes) : ILogArchive
{
    private const string Partial = ".partial";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>What archive commands and pg_receivewal append, best first: a compression, an encryption, that it is not whole yet.</summary>
    private static readonly string[] Endings = [..
        from partial in new[] { "", Partial }
        from encryption in new[] { "", ".age", ".gpg", ".pgp", ".asc" }
        from compression in new[] { "", ".gz", ".zst", ".lz4", ".xz", ".bz2" }
        select compression + encryption + partial];

    /// <value>What encrypted segments are opened with (a private key or a passphrase), or null.</value>
    public SecretText? Key { get; init; }

    /// <value>Whether it is a backup's own <c>pg_wal</c>, which ends wherever the server was when its files were copied.</value>
    internal bool IsInside { get; init; }

    /// <summary>The folder.</summary>
    public DirectoryInfo Folder => folder;

    /// <inheritdoc/>
    public string Location => folder.FullName;

    /// <inheritdoc/>
    public long SegmentBytes => segmentBytes;

    /// <inheritdoc/>
    public IReadOnlyList<WalSegment> List() => [.. Files()
        .Select(path => Path.GetFileName(path) is var name && name.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot
            ? Endings.Contains(name[dot..]) ? name[..dot] : ""
            : name)
        .Select(name => WalSegment.TryParse(name, segmentBytes))
        .OfType<WalSegment>()
        .Distinct()
        .OrderBy(segment => segment.Timeline).ThenBy(segment => segment.Number)];

    /// <inheritdoc/>
    public IReadOnlyList<int> Timelines() => [.. List().Select(segment => segment.Timeline)
        .Concat(Files().Select(Path.GetFileName).Select(name => TimelineHistory.TimelineOf(name!)).OfType<int>())
        .Distinct().Order()];

    /// <inheritdoc/>
    public Lsn? EndOf(int timeline) => List().Where(segment => segment.Timeline == timeline).Select(segment => (Lsn?)segment.End).LastOrDefault();

    /// <inheritdoc/>
    public bool IsPartial(WalSegment segment) => Find(segment)?.EndsWith(Partial, StringComparison.Ordinal) == true;

    /// <inheritdoc/>
    public bool MayEndEarly(WalSegment segment) => IsInside || IsPartial(segment);

    /// <inheritdoc/>
    public async Task BringAsync(WalSegment segment, DirectoryInfo into, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(into);
        var path = Find(segment) ?? throw new FileNotFoundException($"Segment '{segment}' is not in '{folder.FullName}'.");
        await SegmentFile.UnpackAsync(path, segment, into, Key, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<string?> ReadHistoryAsync(int timeline, CancellationToken cancellationToken)
    {
        var path = Files().FirstOrDefault(file => TimelineHistory.TimelineOf(Path.GetFileName(file)) == timeline);
        return path is null ? null : await SegmentFile.ReadTextAsync(path, Key, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The first segment between two positions that is not here as a whole, or null where the log can be read all the way.</summary>
    /// <param name="from">First position that is needed.</param>
    /// <param name="to">First position that is not needed any more.</param>
    /// <param name="timeline">Timeline of all of it.</param>
    public WalHole? FindHole(Lsn from, Lsn to, int timeline) => new LogPath(TimelineHistory.Of(timeline), from, to, segmentBytes).FindHole(this);

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

    /// <inheritdoc/>
    public string? Missing(WalSegment segment)
    {
        if (Find(segment) is not { } path)
        {
            return "is missing";
        }

        var length = new FileInfo(path).Length;
        return length == segmentBytes || (length > 0 && Wrappings.OfFile(path) is not null)
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"has {length} of {segmentBytes} bytes");
    }

    private string? Find(WalSegment segment)
    {
        var name = segment.FileName;
        string[] places = [Path.Combine(folder.FullName, name), Path.Combine(folder.FullName, name[..16], name)];
        return places.SelectMany(place => Endings.Select(ending => place + ending)).FirstOrDefault(File.Exists);
    }

    private IEnumerable<string> Files() => !Directory.Exists(folder.FullName) ? [] : Directory.EnumerateFiles(folder.FullName)
        .Concat(Directory.EnumerateDirectories(folder.FullName, new string('?', 16)).SelectMany(Directory.EnumerateFiles));
}
