using DrDrills.Backups;

namespace DrDrills.Oci.BlockVolumes;

/// <summary>Something that a volume can be made of, as the service shows it: a backup, or a clone that stands by.</summary>
/// <param name="Id">OCID.</param>
/// <param name="Name">Display name.</param>
/// <param name="Format">What kind it is.</param>
/// <param name="IsUsable">Whether its state is AVAILABLE.</param>
/// <param name="At">UTC instant that its content stands for.</param>
/// <param name="Gigabytes">Size of the volume in GiB.</param>
/// <param name="CopyOf">OCID of the backup in another region that it is a copy of, or null.</param>
/// <param name="KeyId">OCID of the key that it is encrypted with; null for the service's own.</param>
/// <param name="ExpiresAt">UTC instant at which the service removes it; null for never.</param>
internal sealed record VolumeBackupSight(
    string Id,
    string Name,
    BackupFormat Format,
    bool IsUsable,
    DateTimeOffset At,
    long Gigabytes,
    string? CopyOf,
    string? KeyId,
    DateTimeOffset? ExpiresAt);
