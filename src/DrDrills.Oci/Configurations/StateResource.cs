namespace DrDrills.Oci.Configurations;

/// <summary>A vault, key or secret of an infrastructure state.</summary>
/// <param name="Type">Terraform's word: <c>oci_vault_secret</c>.</param>
/// <param name="Name">Its name in OCI.</param>
/// <param name="Id">OCID.</param>
/// <param name="CompartmentId">Compartment, or null.</param>
/// <param name="VaultId">Vault of a key or secret, or null.</param>
/// <param name="KeyId">Key of a secret, or null.</param>
internal sealed record StateResource(string Type, string Name, string Id, string? CompartmentId, string? VaultId, string? KeyId)
{
    public override string ToString() => $"{Type.Split('_')[^1]} '{Name}'";
}
