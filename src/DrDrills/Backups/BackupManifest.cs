namespace DrDrills.Backups;

/// <summary>What one backup must contain (<c>drdrills.manifest/v1</c>): counts, hashes and names, never data values.</summary>
/// <remarks>Published as a JSON Schema in <c>reports/templates/schemas/drdrills.manifest.v1.schema.json</c>.</remarks>
public sealed record BackupManifest
{
    /// <summary>The schema version that this build writes and reads.</summary>
    public const string SchemaVersion = "drdrills.manifest/v1";

    /// <value>Always <see cref="SchemaVersion"/>.</value>
    public string Schema { get; init; } = SchemaVersion;

    /// <value>Name of the backup that this manifest belongs to.</value>
    public required string BackupId { get; init; }

    /// <value>UTC instant of the snapshot, from the source's clock.</value>
    public required DateTimeOffset TakenAt { get; init; }

    /// <value>The database that was backed up.</value>
    public required ManifestSource Source { get; init; }

    /// <value>How the backup was made, or null for a manifest without one.</value>
    public ManifestBackup? Backup { get; init; }

    /// <value>Name and version of the digest, such as <c>pg-typed-hash128/v1</c>; digests of different names are never compared.</value>
    public required string DigestAlgorithm { get; init; }

    /// <value>Every ordinary table, partition and materialised view with stored rows, by schema and name (ordinal).</value>
    public required IReadOnlyList<ManifestTable> Tables { get; init; }

    /// <value>Every schema object with its fingerprint, by class and identity (ordinal).</value>
    public required IReadOnlyList<ManifestObject> Objects { get; init; }

    /// <value>Every sequence with its position, by schema and name (ordinal).</value>
    public required IReadOnlyList<ManifestSequence> Sequences { get; init; }

    /// <value>All large objects together.</value>
    public required ManifestLargeObjects LargeObjects { get; init; }

    /// <value>Roles that own, are granted to, or are named by policies of the database, by name (ordinal).</value>
    public required IReadOnlyList<ManifestRole> Roles { get; init; }

    /// <value>Extensions installed in the database, by name (ordinal).</value>
    public required IReadOnlyList<ManifestExtension> Extensions { get; init; }

    /// <value>Collations that stored data or indexes depend on, with the library version that ordered them.</value>
    public required IReadOnlyList<ManifestCollation> Collations { get; init; }

    /// <value>The backup's files, by path (ordinal); empty for a manifest without a backup.</value>
    public IReadOnlyList<ManifestFile> Files { get; init; } = [];
}
