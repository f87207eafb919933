namespace DrDrills.Oci.BlockVolumes;

/// <summary>What the volume says of an entry, where its copy cannot.</summary>
/// <param name="UserId">Numeric owner.</param>
/// <param name="GroupId">Numeric group.</param>
/// <param name="ModifiedAt">Seconds since 1970; null where the copy has it.</param>
internal sealed record VolumeFacts(long UserId, long GroupId, long? ModifiedAt);
