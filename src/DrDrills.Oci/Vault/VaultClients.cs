using DrDrills.Oci.Tenancy;
using Oci.KeymanagementService;
using Oci.SecretsService;
using Oci.VaultService;

namespace DrDrills.Oci.Vault;

/// <summary>The clients of vaults, keys and secrets.</summary>
internal static class VaultClients
{
    /// <summary>Secrets and their versions, without content.</summary>
    public static VaultsClient SecretManagement(this OciRegion region) =>
        region.Client(OciHost.Vault, (provider, configuration, endpoint) => new VaultsClient(provider, configuration, endpoint));

    /// <summary>The content of secrets.</summary>
    public static SecretsClient SecretRetrieval(this OciRegion region) =>
        region.Client(OciHost.Secrets, (provider, configuration, endpoint) => new SecretsClient(provider, configuration, endpoint));

    /// <summary>Vaults.</summary>
    public static KmsVaultClient KeyVaults(this OciRegion region) =>
        region.Client(OciHost.KeyVaults, (provider, configuration, endpoint) => new KmsVaultClient(provider, configuration, endpoint));

    /// <summary>The keys of one vault.</summary>
    public static KmsManagementClient KeysAt(this OciRegion region, Uri managementEndpoint) =>
        region.ClientAt(managementEndpoint, (provider, configuration, endpoint) => new KmsManagementClient(provider, configuration, endpoint));

    /// <summary>What the keys of one vault do.</summary>
    public static KmsCryptoClient CryptoAt(this OciRegion region, Uri cryptoEndpoint) =>
        region.ClientAt(cryptoEndpoint, (provider, configuration, endpoint) => new KmsCryptoClient(provider, configuration, endpoint));
}
