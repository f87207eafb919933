namespace DrDrills.Oci.Policies.Inventory;

/// <summary>Kinds of resources that hold data, and so must be backed up.</summary>
public enum AuditedKind
{
    /// <summary>A block volume.</summary>
    Volume,

    /// <summary>A boot volume.</summary>
    BootVolume,

    /// <summary>An Autonomous Database.</summary>
    Database,

    /// <summary>A bucket with archives.</summary>
    Bucket,
}
