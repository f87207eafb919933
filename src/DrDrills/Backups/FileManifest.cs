namespace DrDrills.Backups;

/// <summary>The files that a backup of a file system must contain (<c>drdrills.files/v1</c>).</summary>
/// <param name="Schema">Always <see cref="SchemaVersion"/>.</param>
/// <param name="Subject">What was listed, for people: "log volume of BharatMart".</param>
/// <param name="TakenAt">UTC instant of the listing.</param>
/// <param name="Files">Every entry, ordered by path (ordinal).</param>
public sealed record FileManifest(string Schema, string Subject, DateTimeOffset TakenAt, IReadOnlyList<FileManifestEntry> Files)
{
    /// <summary>The schema that this version reads and writes.</summary>
    public const string SchemaVersion = "drdrills.files/v1";

    /// <summary>A manifest of the present schema, its entries put in order.</summary>
    public static FileManifest Of(string subject, DateTimeOffset takenAt, IEnumerable<FileManifestEntry> files) =>
        new(SchemaVersion, subject, takenAt, [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)]);

    /// <summary>The part at and below these paths, without the folders that lead there; everything where none is named.</summary>
    /// <param name="paths">From the root of the file system, without a slash in front.</param>
    public FileManifest Below(IReadOnlyList<string> paths) => paths.Count == 0 ? this : this with
    {
        Files = [.. Files.Where(file => paths.Any(path =>
            file.Path == path || file.Path.StartsWith(path.TrimEnd('/') + "/", StringComparison.Ordinal)))],
    };
}
