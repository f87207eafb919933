using DrDrills.Credentials;
using DrDrills.Errors;
using DrDrills.PostgreSql.Wal;

namespace DrDrills.PostgreSql.Backups.Barman;

/// <summary>The log of a Barman server: what is archived, what came in and is not archived yet, and what is being streamed.</summary>
/// <remarks>
/// What the list of the log names was archived once: a segment of it that is gone is a hole, also where it was the newest and nothing follows it.
/// Barman before 3.13 calls that list <c>xlog.db</c>, later ones name it after the server, which a copy of the folder may not be; where it is kept
/// somewhere else (<c>xlogdb_directory</c>), there is none to hold the files against.
/// </remarks>
internal sealed class BarmanLog : ILogArchive
{
    /// <summary>Compressions that are undone here, in Barman's words for them.</summary>
    private static readonly string[] Undone = ["gzip", "pygzip", "pigz", "bzip2", "pybzip2", "xz", "zstd", "lz4"];

    private readonly LogArchives _places;

    /// <summary>Segments that were archived, with how they were packed.</summary>
    private readonly Dictionary<WalSegment, string?> _listed = [];

    public BarmanLog(string server, long segmentBytes, SecretText? key)
    {
        string[] folders = ["wals", "incoming", "streaming"];
        Location = Path.Combine(server, folders[0]);
        _places = new LogArchives([.. folders.Select(name => new WalArchive(new DirectoryInfo(Path.Combine(server, name)), segmentBytes) { Key = key })]);
        foreach (var line in Directory.EnumerateFiles(Location, "*xlog.db").Where(IsList).SelectMany(File.ReadLines))
        {
            var words = line.Split('\t');
            if (WalSegment.TryParse(words[0], segmentBytes) is { } segment)
            {
                _listed[segment] = words.ElementAtOrDefault(3);
            }
        }
    }

    public string Location { get; }

    public long SegmentBytes => _places.SegmentBytes;

    public IReadOnlyList<WalSegment> List() => [.. _places.List().Concat(_listed.Keys).Distinct()
        .OrderBy(segment => segment.Timeline).ThenBy(segment => segment.Number)];

    public IReadOnlyList<int> Timelines() => [.. _places.Timelines().Concat(_listed.Keys.Select(segment => segment.Timeline)).Distinct().Order()];

    /// <exception cref="EngineUnavailableException">It is there, packed by what is not undone here (<c>DR3149</c>).</exception>
    public string? Missing(WalSegment segment)
    {
        var why = _places.Missing(segment);
        return why is not null and not "is missing" && _listed.GetValueOrDefault(segment) is { } packing and not "None" && !Undone.Contains(packing)
            ? throw new EngineUnavailableException(
                "DR3149",
                segment.FileName,
                $"Log segment '{segment}' in '{Location}' is compressed by '{packing}', as Barman's list of the log says; DrDrills undoes {string.Join(", ", Undone)}.",
                "let Barman compress the log by one of these, or drill a copy of the folder in which the log is unpacked; nothing is said about the backup.")
            : why;
    }

    public bool IsPartial(WalSegment segment) => _places.IsPartial(segment);

    public Task BringAsync(WalSegment segment, DirectoryInfo into, CancellationToken cancellationToken) =>
        _places.BringAsync(segment, into, cancellationToken);

    public Task<string?> ReadHistoryAsync(int timeline, CancellationToken cancellationToken) => _places.ReadHistoryAsync(timeline, cancellationToken);

    private static bool IsList(string path) =>
        Path.GetFileName(path) is var name && (name == "xlog.db" || name.EndsWith("-xlog.db", StringComparison.Ordinal));
}
