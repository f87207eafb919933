namespace DrDrills.Oci.BlockVolumes;

/// <summary>A volume that is to be made.</summary>
/// <param name="Name">Display name.</param>
/// <param name="CompartmentId">Where.</param>
/// <param name="AvailabilityDomain">Where it can be attached.</param>
/// <param name="Source">Whether it is made of a backup or of another volume.</param>
/// <param name="SourceId">OCID of that.</param>
internal sealed record VolumeWish(string Name, string CompartmentId, string AvailabilityDomain, VolumeSourceKind Source, string SourceId);
