namespace DrDrills.Oci.Policies.Inventory;

/// <summary>A key of a vault.</summary>
/// <param name="Id">OCID.</param>
/// <param name="Name">Display name.</param>
/// <param name="Protection">Where it is kept: HSM, SOFTWARE or EXTERNAL.</param>
/// <param name="State">ENABLED, DISABLED, PENDING_DELETION …</param>
public sealed record AuditedKey(string Id, string Name, string Protection, string State);
