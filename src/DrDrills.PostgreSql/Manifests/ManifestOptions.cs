using DrDrills.PostgreSql.Digests;

namespace DrDrills.PostgreSql.Manifests;

/// <summary>How a manifest is taken.</summary>
public sealed record ManifestOptions
{
    /// <value>Name of the backup that the manifest belongs to.</value>
    public required string BackupId { get; init; }

    /// <value>
    /// A snapshot that the caller exported, holds, and takes the backup in; null takes the manifest in a snapshot of its own.
    /// </value>
    public string? SnapshotId { get; init; }

    /// <value>How rows are digested; the backup is verified with the same. Default: <see cref="TableDigests.Default"/>.</value>
    public ITableDigest Digest { get; init; } = TableDigests.Default;

    /// <value>How many connections digest at once, at least 1. Default: one per processor of this machine.</value>
    public int Parallelism { get; init; } = Math.Max(1, Environment.ProcessorCount);
}
