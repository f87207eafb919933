namespace DrDrills.PostgreSql.Wal;

/// <summary>Several places that keep the log of one server; each segment is taken from the first that has it as a whole.</summary>
/// <param name="places">At least one; all with segments of one size.</param>
internal sealed class LogArchives(IReadOnlyList<ILogArchive> places) : ILogArchive
{
    public string Location => string.Join("' and '", places.Select(place => place.Location));

    public long SegmentBytes => places[0].SegmentBytes;

    public IReadOnlyList<WalSegment> List() =>
        [.. places.SelectMany(place => place.List()).Distinct().OrderBy(segment => segment.Timeline).ThenBy(segment => segment.Number)];

    public IReadOnlyList<int> Timelines() => [.. places.SelectMany(place => place.Timelines()).Distinct().Order()];

    public string? Missing(WalSegment segment) =>
        places.Any(place => place.Missing(segment) is null)
            ? null
            : places.Select(place => place.Missing(segment)).FirstOrDefault(because => because != "is missing") ?? "is missing";

    public bool IsPartial(WalSegment segment) => Best(segment).IsPartial(segment);

    public bool MayEndEarly(WalSegment segment) => Best(segment).MayEndEarly(segment);

    public Task BringAsync(WalSegment segment, DirectoryInfo into, CancellationToken cancellationToken) =>
        Best(segment).BringAsync(segment, into, cancellationToken);

    public async Task<string?> ReadHistoryAsync(int timeline, CancellationToken cancellationToken)
    {
        foreach (var place in places)
        {
            if (await place.ReadHistoryAsync(timeline, cancellationToken).ConfigureAwait(false) is { } text)
            {
                return text;
            }
        }

        return null;
    }

    private ILogArchive Best(WalSegment segment)
    {
        var having = places.Where(place => place.Missing(segment) is null).ToList();
        return having.Find(place => !place.IsPartial(segment)) ?? having.FirstOrDefault() ?? places[0];
    }
}
