namespace DrDrills.Oci.BlockVolumes;

/// <summary>What a volume is recovered from.</summary>
public enum VolumeSourceKind
{
    /// <summary>A backup, full or incremental.</summary>
    Backup,

    /// <summary>A clone of the volume that was made before the incident and stands by; the clone is cloned, not used.</summary>
    Clone,
}
