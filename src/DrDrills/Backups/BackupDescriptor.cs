namespace DrDrills.Backups;

/// <summary>One restorable unit: what it is, where it lies, when it was taken, what it must contain.</summary>
public sealed record BackupDescriptor
{
    /// <value>Its name within its source.</value>
    public required BackupId Id { get; init; }

    /// <value>What kind it is.</value>
    public required BackupFormat Format { get; init; }

    /// <value>Where it lies, without credentials.</value>
    public required string Location { get; init; }

    /// <value>The tool that made it with its version, or "unknown".</value>
    public required string Tool { get; init; }

    /// <value>UTC instant that its content stands for (its snapshot), or null where not known.</value>
    public DateTimeOffset? TakenAt { get; init; }

    /// <value>Size of all its files.</value>
    public ByteCount Size { get; init; }

    /// <value>What it must contain, or null where no manifest was taken.</value>
    public BackupManifest? Manifest { get; init; }

    /// <value>SHA-256 of the manifest file, or null.</value>
    public Sha256Digest? ManifestDigest { get; init; }

    /// <value>How it was chosen among how many: "newest before the incident, of 3".</value>
    public string Selection { get; init; } = "named by the caller";
}
