using DrDrills.Oci.Tenancy;
using DrDrills.Oci.Vault;
using Oci.KeymanagementService.Models;
using Oci.KeymanagementService.Requests;
using Oci.VaultService.Models;
using Oci.VaultService.Requests;

namespace DrDrills.Oci.Policies.Inventory;

/// <summary>Keys and secrets of a compartment.</summary>
internal sealed class VaultLists(OciTenancy tenancy, string compartment)
{
    public async Task<IReadOnlyList<AuditedKey>> KeysAsync(CancellationToken cancellationToken)
    {
        var subject = $"compartment '{compartment}'";
        var vaults = await tenancy.Calls.ListAsync(
            "ListVaults",
            subject,
            (page, ct) => tenancy.Home.KeyVaults().ListVaults(new ListVaultsRequest { CompartmentId = compartment, Page = page }, null, ct),
            answer => (answer.Items, answer.OpcNextPage),
            cancellationToken).ConfigureAwait(false);
        var keys = new List<AuditedKey>();
        foreach (var vault in vaults.Where(vault => vault.LifecycleState == VaultSummary.LifecycleStateEnum.Active))
        {
            var client = tenancy.Home.KeysAt(new Uri(vault.ManagementEndpoint));
            var found = await tenancy.Calls.ListAsync(
                "ListKeys",
                $"vault '{vault.DisplayName}'",
                (page, ct) => client.ListKeys(new ListKeysRequest { CompartmentId = compartment, Page = page }, null, ct),
                answer => (answer.Items, answer.OpcNextPage),
                cancellationToken).ConfigureAwait(false);
            keys.AddRange(found.Select(key => new AuditedKey(
                key.Id, key.DisplayName, $"{key.ProtectionMode}".ToUpperInvariant(), $"{key.LifecycleState}".ToUpperInvariant())));
        }

        return keys;
    }

    public async Task<IReadOnlyList<AuditedSecret>> SecretsAsync(CancellationToken cancellationToken)
    {
        var found = await tenancy.Calls.ListAsync(
            "ListSecrets",
            $"compartment '{compartment}'",
            (page, ct) => tenancy.Home.SecretManagement().ListSecrets(new ListSecretsRequest { CompartmentId = compartment, Page = page }, null, ct),
            answer => (answer.Items, answer.OpcNextPage),
            cancellationToken).ConfigureAwait(false);
        var secrets = new List<AuditedSecret>();
        foreach (var secret in found.Where(secret => secret.LifecycleState == SecretSummary.LifecycleStateEnum.Active && !Canary.Is(secret.FreeformTags)))
        {
            var versions = await new VaultSecrets(tenancy).VersionsAsync(secret.Id, cancellationToken).ConfigureAwait(false);
            var current = versions.FirstOrDefault(version => version.Stages.Contains("CURRENT"));
            secrets.Add(new AuditedSecret(secret.Id, secret.SecretName, secret.KeyId, current?.CreatedAt));
        }

        return secrets;
    }
}
