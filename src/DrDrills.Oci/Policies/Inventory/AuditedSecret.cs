namespace DrDrills.Oci.Policies.Inventory;

/// <summary>A secret of a vault, without its content.</summary>
/// <param name="Id">OCID.</param>
/// <param name="Name">Its name.</param>
/// <param name="KeyId">The key that it is encrypted with.</param>
/// <param name="CurrentSince">UTC instant at which its current version was made; null where it has none.</param>
public sealed record AuditedSecret(string Id, string Name, string KeyId, DateTimeOffset? CurrentSince);
