using DrDrills.Errors;
using DrDrills.Oci.Tenancy;
using DrDrills.Oci.Vault;
using Oci.KeymanagementService;
using Oci.KeymanagementService.Models;
using Oci.KeymanagementService.Requests;

namespace DrDrills.Oci.Configurations;

/// <summary>Gets a key back: enabled already, kept from its deletion, or restored from its backup under its own OCID.</summary>
internal sealed class KeyRecovery(ConfigurationRecoveryOptions options)
{
    private readonly OciTenancy _tenancy = options.Tenancy;

    /// <returns>What was done, for people.</returns>
    /// <exception cref="DrillException">It is not enabled at the end.</exception>
    public async Task<string> RecoverAsync(StateResource key, CancellationToken cancellationToken)
    {
        var client = await ClientAsync(key, cancellationToken).ConfigureAwait(false);
        var found = await _tenancy.Calls.AskForAsync(
            "GetKey", $"{key}", stop => client.GetKey(new GetKeyRequest { KeyId = key.Id }, null, stop), cancellationToken).ConfigureAwait(false);
        switch (found?.Key.LifecycleState)
        {
            case Key.LifecycleStateEnum.Enabled:
                return $"{key} was enabled";
            case Key.LifecycleStateEnum.PendingDeletion:
                _tenancy.Guard.RequireWritable(found.Key.CompartmentId);
                var token = OciTenancy.NewRetryToken();
                await _tenancy.Calls.AskAsync(
                    "CancelKeyDeletion",
                    $"{key}",
                    stop => client.CancelKeyDeletion(new CancelKeyDeletionRequest { KeyId = key.Id, OpcRetryToken = token }, null, stop),
                    cancellationToken).ConfigureAwait(false);
                await EnabledAsync(client, key, cancellationToken).ConfigureAwait(false);
                return $"{key} was kept from its deletion";
            case null or Key.LifecycleStateEnum.Deleted:
                await RestoreAsync(client, key, cancellationToken).ConfigureAwait(false);
                return $"{key} was restored from its backup";
            case var state:
                throw new RestoreFailedException(
                    "DR4443", $"{key}", $"The {key} is {state}; nothing of this recovery enables it.", "who disabled it, and why? Enable it in the console.");
        }
    }

    /// <summary>The client of the key's vault: the vault itself says where it answers.</summary>
    public async Task<KmsManagementClient> ClientAsync(StateResource key, CancellationToken cancellationToken) =>
        _tenancy.Home.KeysAt(new Uri((await VaultAsync(key, cancellationToken).ConfigureAwait(false)).ManagementEndpoint));

    /// <summary>What a key of the vault encrypted, in clear.</summary>
    public async Task<string> DecryptAsync(StateResource key, string ciphertext, CancellationToken cancellationToken)
    {
        var vault = await VaultAsync(key, cancellationToken).ConfigureAwait(false);
        var client = _tenancy.Home.CryptoAt(new Uri(vault.CryptoEndpoint));
        var answer = await _tenancy.Calls.AskAsync(
            "Decrypt",
            $"{key}",
            stop => client.Decrypt(
                new DecryptRequest { DecryptDataDetails = new DecryptDataDetails { KeyId = key.Id, Ciphertext = ciphertext } }, null, stop),
            cancellationToken).ConfigureAwait(false);
        return answer.DecryptedData.Plaintext;
    }

    private async Task<global::Oci.KeymanagementService.Models.Vault> VaultAsync(StateResource key, CancellationToken cancellationToken)
    {
        var client = _tenancy.Home.KeyVaults();
        var answer = await _tenancy.Calls.AskAsync(
            "GetVault",
            $"vault of {key}",
            stop => client.GetVault(new GetVaultRequest { VaultId = key.VaultId }, null, stop),
            cancellationToken).ConfigureAwait(false);
        return answer.Vault;
    }

    private async Task RestoreAsync(KmsManagementClient client, StateResource key, CancellationToken cancellationToken)
    {
        _tenancy.Guard.RequireWritable(key.CompartmentId ?? "");
        var token = OciTenancy.NewRetryToken();
        await _tenancy.Calls.AskAsync(
            "RestoreKeyFromObjectStore",
            $"{key}",
            stop => client.RestoreKeyFromObjectStore(
                new RestoreKeyFromObjectStoreRequest
                {
                    OpcRetryToken = token,
                    RestoreKeyFromObjectStoreDetails = new RestoreKeyFromObjectStoreDetails
                    {
                        BackupLocation = new BackupLocationBucket
                        {
                            Namespace = options.Namespace,
                            BucketName = options.Bucket,
                            ObjectName = options.Prefix + ConfigurationLayout.Keys + key.Id,
                        },
                    },
                },
                null,
                stop),
            cancellationToken).ConfigureAwait(false);
        await EnabledAsync(client, key, cancellationToken).ConfigureAwait(false);
    }

    private Task<Key> EnabledAsync(KmsManagementClient client, StateResource key, CancellationToken cancellationToken) => _tenancy.Wait.UntilAsync(
        $"{key}",
        async stop => (await client.GetKey(new GetKeyRequest { KeyId = key.Id }, null, stop).ConfigureAwait(false)).Key,
        found => found.LifecycleState,
        [Key.LifecycleStateEnum.Enabled],
        cancellationToken);
}
