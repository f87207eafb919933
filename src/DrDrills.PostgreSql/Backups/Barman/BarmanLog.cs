using DrDrills.PostgreSql.Wal;

namespace DrDrills.PostgreSql.Backups.Barman;

/// <summary>The log of a Barman server: what is archived, what came in and is not archived yet, and what is being streamed.</summary>
/// <remarks>
/// What <c>wals/xlog.db</c> lists was archived once: a segment of it that is gone is a hole, also where it was the newest and nothing follows it.
/// </remarks>
internal sealed class BarmanLog : ILogArchive
{
    private readonly LogArchives _places;
    private readonly IReadOnlyList<WalSegment> _listed;

    public BarmanLog(string server, long segmentBytes)
    {
        string[] folders = ["wals", "incoming", "streaming"];
        Location = Path.Combine(server, folders[0]);
        _places = new LogArchives([.. folders.Select(name => new WalArchive(new DirectoryInfo(Path.Combine(server, name)), segmentBytes))]);
        var list = Path.Combine(Location, "xlog.db");
        _listed = File.Exists(list)
            ? [.. File.ReadLines(list).Select(line => WalSegment.TryParse(line.Split('\t')[0], segmentBytes)).OfType<WalSegment>()]
            : [];
    }

    public string Location { get; }

    public long SegmentBytes => _places.SegmentBytes;

    public IReadOnlyList<WalSegment> List() => [.. _places.List().Concat(_listed).Distinct()
        .OrderBy(segment => segment.Timeline).ThenBy(segment => segment.Number)];

    public IReadOnlyList<int> Timelines() => [.. _places.Timelines().Concat(_listed.Select(segment => segment.Timeline)).Distinct().Order()];

    public string? Missing(WalSegment segment) => _places.Missing(segment);

    public bool IsPartial(WalSegment segment) => _places.IsPartial(segment);

    public Task BringAsync(WalSegment segment, DirectoryInfo into, CancellationToken cancellationToken) =>
        _places.BringAsync(segment, into, cancellationToken);

    public Task<string?> ReadHistoryAsync(int timeline, CancellationToken cancellationToken) => _places.ReadHistoryAsync(timeline, cancellationToken);
}
