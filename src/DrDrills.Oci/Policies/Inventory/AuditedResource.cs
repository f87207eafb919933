using DrDrills.Configuration;

namespace DrDrills.Oci.Policies.Inventory;

/// <summary>One resource of the system that holds data, with what is known of its backups.</summary>
public sealed record AuditedResource
{
    /// <value>What it is.</value>
    public required AuditedKind Kind { get; init; }

    /// <value>OCID.</value>
    public required string Id { get; init; }

    /// <value>Display name.</value>
    public required string Name { get; init; }

    /// <value>Where it lies.</value>
    public required string Region { get; init; }

    /// <value>UTC instant of its creation.</value>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <value>What backs it up or protects it, in the service's words; null where nothing does.</value>
    public string? Policy { get; init; }

    /// <value>How long the policy keeps what it makes; null where it keeps it for good, or where nothing is promised.</value>
    public TimeSpan? PolicyKeeps { get; init; }

    /// <value>The key of a vault that it is encrypted with; null where Oracle manages the key.</value>
    public string? KeyId { get; init; }

    /// <value>Regions in which a standby or a replica is kept, besides copies of backups.</value>
    public IReadOnlyList<string> ReplicaRegions { get; init; } = [];

    /// <value>Its backups in every region; for a bucket its objects. In any order.</value>
    public IReadOnlyList<AuditedBackup> Backups { get; init; } = [];

    /// <summary>For messages: <c>volume 'shop-logs'</c>.</summary>
    public string Title => Kind switch
    {
        AuditedKind.BootVolume => $"boot volume '{Name}'",
        AuditedKind.Database => $"autonomous database '{Name}'",
        AuditedKind.Bucket => $"bucket '{Name}'",
        _ => $"volume '{Name}'",
    };

    /// <summary>How long its backups are promised to be kept; null where only one that is new enough is promised.</summary>
    public TimeSpan? Kept(OciPromises promises) => Kind switch
    {
        AuditedKind.Database => promises.Databases,
        AuditedKind.Bucket => null,
        _ => promises.Volumes,
    };

    /// <summary>How old its newest backup may be.</summary>
    public TimeSpan Freshness(OciPromises promises) => Kind == AuditedKind.Bucket ? promises.Archives : promises.Freshness;

    /// <summary>Backups that can be restored, the newest first.</summary>
    /// <param name="elsewhere">Those in other regions instead of those in its own.</param>
    public IReadOnlyList<AuditedBackup> Usable(bool elsewhere = false) =>
        [.. Backups.Where(backup => backup.Usable && (backup.Region != Region) == elsewhere).OrderByDescending(backup => backup.At)];
}
