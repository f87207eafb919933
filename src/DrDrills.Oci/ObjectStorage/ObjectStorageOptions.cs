namespace DrDrills.Oci.ObjectStorage;

/// <summary>Where archives lie, and how they are read.</summary>
public sealed record ObjectStorageOptions
{
    /// <value>Name of the region.</value>
    public required string Region { get; init; }

    /// <value>The bucket.</value>
    public required string Bucket { get; init; }

    /// <value>Name of the region with the copy that is read where <see cref="Region"/> gives no answer any more; null for none. Default: none.</value>
    public string? CopyRegion { get; init; }

    /// <value>The bucket there; null takes the same name.</value>
    public string? CopyBucket { get; init; }

    /// <value>What the names of the archives' objects begin with, a slash at its end: <c>monthly/</c>. Default: nothing.</value>
    public string Prefix { get; init; } = "";

    /// <value>Ranges that are asked for at once, 1 or more. Default: 8.</value>
    public int Connections { get; init; } = 8;

    /// <value>Bytes of one range, 1 or more; as many as <see cref="Connections"/> times this are held in memory. Default: 8 MiB.</value>
    public int RangeBytes { get; init; } = 8 << 20;

    /// <value>How often one range is asked for at most, 1 or more. Default: 6.</value>
    public int AttemptsOfARange { get; init; } = 6;

    /// <value>Hours that an object brought back from the archive tier stays readable, 1 to 240. Default: 24.</value>
    public int RestoredForHours { get; init; } = 24;

    /// <value>The longest wait for objects to come back from the archive tier; the service speaks of an hour. Default: 4 hours.</value>
    public TimeSpan ArchiveLimit { get; init; } = TimeSpan.FromHours(4);
}
