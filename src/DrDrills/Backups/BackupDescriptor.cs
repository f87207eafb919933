namespace DrDrills.Backups;

/// <summary>One restorable unit: what it is, where it lies, when it was taken, what it must contain.</summary>
public sealed record BackupDescriptor
{
    /// <summary>How a backup was chosen that somebody named.</summary>
    public const string NamedByCaller = "named by the caller";

    /// <value>Its name within its source.</value>
    public required BackupId Id { get; init; }

    /// <value>What kind it is.</value>
    public required BackupFormat Format { get; init; }

    /// <value>Where it lies, without credentials.</value>
    public required string Location { get; init; }

    /// <value>The tool that made it with its version, or "unknown".</value>
    public required string Tool { get; init; }

    /// <value>Version of the server that it was taken from, as its first bytes say ("15.18 (Debian …)"), or null where they do not.</value>
    public string? ServerVersion { get; init; }

    /// <value>UTC instant that its content stands for (its snapshot), or null where not known.</value>
    public DateTimeOffset? TakenAt { get; init; }

    /// <value>Size of all its files.</value>
    public ByteCount Size { get; init; }

    /// <value>What it must contain, or null where no manifest was taken.</value>
    public BackupManifest? Manifest { get; init; }

    /// <value>The files that it must contain, or null where it holds no file system or no file manifest was taken.</value>
    public FileManifest? Files { get; init; }

    /// <value>What the place where it lies says of its safety, or null where it was not asked.</value>
    public BackupPlace? Place { get; init; }

    /// <value>SHA-256 of the manifest file, or null.</value>
    public Sha256Digest? ManifestDigest { get; init; }

    /// <value>How it was chosen among how many: "newest before the incident, of 3".</value>
    public string Selection { get; init; } = NamedByCaller;
}
