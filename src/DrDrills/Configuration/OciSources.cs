namespace DrDrills.Configuration;

/// <summary>What one system has on OCI; each part null or empty where it has none, or where it is not drilled.</summary>
public sealed record OciSources
{
    /// <value>OCIDs of the compartments in which everything belongs to the system; what the policy audit looks at.</value>
    public IReadOnlyList<string> Compartments { get; init; } = [];

    /// <value>OCID of the block volume whose files are got back.</value>
    public string? BlockVolume { get; init; }

    /// <value>OCID of the boot volume whose instance is got back.</value>
    public string? BootVolume { get; init; }

    /// <value>Name of the bucket with the archive, and where its objects begin: <c>bucket</c> or <c>bucket/prefix</c>.</value>
    public string? ArchiveBucket { get; init; }

    /// <value>OCID of the Autonomous Database.</value>
    public string? AutonomousDatabase { get; init; }

    /// <value>OCIDs of the secrets that the system reads.</value>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <value>OCID of a secret in another compartment that the drill's identity must not be able to read.</value>
    public string? ForbiddenSecret { get; init; }

    /// <value>What is promised of its backups and secrets. Default: a backup a day, databases 60 days, volumes 7 days, an archive a month.</value>
    public OciPromises Promises { get; init; } = new();

    /// <value>Folders with the system's code and configuration, in which no credential may lie.</value>
    public IReadOnlyList<string> Repositories { get; init; } = [];
}
