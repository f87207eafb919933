namespace DrDrills.Oci.BlockVolumes;

/// <summary>A block volume or a boot volume as the service shows it.</summary>
/// <param name="Id">OCID.</param>
/// <param name="Name">Display name.</param>
/// <param name="CompartmentId">Where it lies.</param>
/// <param name="State">Its lifecycle state.</param>
/// <param name="Gigabytes">Its size in GiB.</param>
/// <param name="CreatedAt">UTC instant at which it was made; of a clone, the instant its content stands for.</param>
/// <param name="ClonedFrom">OCID of the volume that it is a clone of, or null.</param>
/// <param name="KeyId">OCID of the key that it is encrypted with; null for the service's own.</param>
/// <param name="Tags">Free-form tags.</param>
internal sealed record VolumeSight(
    string Id,
    string Name,
    string CompartmentId,
    Enum? State,
    long Gigabytes,
    DateTimeOffset CreatedAt,
    string? ClonedFrom,
    string? KeyId,
    IReadOnlyDictionary<string, string>? Tags);
