using DrDrills.Errors;
using DrDrills.Oci.Tenancy;
using DrDrills.Oci.Vault;
using Oci.VaultService;
using Oci.VaultService.Models;
using Oci.VaultService.Requests;

namespace DrDrills.Oci.Configurations;

/// <summary>Gets a secret back: active already, kept from its deletion, or made again from what the backup holds of it, under a new OCID.</summary>
internal sealed class SecretRecovery(ConfigurationRecoveryOptions options, IReadOnlyList<EscrowedSecret> escrow, InfrastructureState state)
{
    private readonly OciTenancy _tenancy = options.Tenancy;
    private readonly Dictionary<string, string> _replaced = new(StringComparer.Ordinal);
    private readonly List<WriteAllowance> _allowances = [];

    /// <summary>OCIDs of secrets that were made again, by those that they stand for now.</summary>
    public IReadOnlyDictionary<string, string> Replaced => _replaced;

    private VaultsClient Client => _tenancy.Home.SecretManagement();

    /// <returns>What was done, for people.</returns>
    /// <exception cref="DrillException">It is not active at the end, although the backup holds it.</exception>
    public async Task<string> RecoverAsync(StateResource secret, CancellationToken cancellationToken)
    {
        var found = await _tenancy.Calls.AskForAsync(
            "GetSecret", $"{secret}", stop => Client.GetSecret(new GetSecretRequest { SecretId = secret.Id }, null, stop), cancellationToken)
            .ConfigureAwait(false);
        switch (found?.Secret.LifecycleState)
        {
            case Secret.LifecycleStateEnum.PendingDeletion:
                _tenancy.Guard.RequireWritable(found.Secret.CompartmentId);
                await _tenancy.Calls.ChangeAsync(
                    "CancelSecretDeletion",
                    $"{secret}",
                    async stop => (await Client.GetSecret(new GetSecretRequest { SecretId = secret.Id }, null, stop).ConfigureAwait(false)).Secret.LifecycleState
                        != Secret.LifecycleStateEnum.PendingDeletion,
                    stop => Client.CancelSecretDeletion(new CancelSecretDeletionRequest { SecretId = secret.Id }, null, stop),
                    cancellationToken).ConfigureAwait(false);
                await ActiveAsync(secret, secret.Id, cancellationToken).ConfigureAwait(false);
                return $"{secret} was kept from its deletion";
            case null or Secret.LifecycleStateEnum.Deleted:
                return escrow.FirstOrDefault(kept => kept.SecretId == secret.Id) is { } kept
                    ? await MakeAsync(secret, kept, cancellationToken).ConfigureAwait(false)
                    : $"{secret} is gone, and the backup does not hold it";
            default:
                await ActiveAsync(secret, secret.Id, cancellationToken).ConfigureAwait(false);
                return $"{secret} was active";
        }
    }

    /// <summary>Schedules what was made again for its deletion; OCI deletes no secret at once.</summary>
    /// <returns>What was done, for people.</returns>
    public async Task<IReadOnlyList<string>> ForgetAsync(CancellationToken cancellationToken)
    {
        var proof = new List<string>();
        foreach (var id in _replaced.Values)
        {
            var name = VaultSecrets.NameOf(id);
            var found = await _tenancy.Calls.AskAsync(
                "GetSecret", name, stop => Client.GetSecret(new GetSecretRequest { SecretId = id }, null, stop), cancellationToken).ConfigureAwait(false);
            _tenancy.Guard.RequireOurs(name, found.Secret.CompartmentId, found.Secret.FreeformTags);
            var made = new TaggedResource("secret", id, found.Secret.SecretName, found.Secret.CompartmentId, RunTags.Read(found.Secret.FreeformTags)!);
            proof.Add($"{name}: {await new TaggedSecrets().RemoveAsync(_tenancy, _tenancy.Home, made, cancellationToken).ConfigureAwait(false)}");
        }

        _allowances.ForEach(allowance => allowance.Dispose());
        return proof;
    }

    private async Task<string> MakeAsync(StateResource secret, EscrowedSecret kept, CancellationToken cancellationToken)
    {
        var key = state.Of(InfrastructureState.Key).FirstOrDefault(key => key.Id == kept.KeyId) ?? throw new ManifestInvalidException(
            "DR4444", $"{secret}", $"The {secret} is encrypted under a key that the infrastructure state does not name.", "was the state backed up with the secrets?");
        var content = await new KeyRecovery(options).DecryptAsync(key, kept.Ciphertext, cancellationToken).ConfigureAwait(false);
        _allowances.Add(_tenancy.Guard.Allow("secret", secret.CompartmentId ?? ""));
        var token = OciTenancy.NewRetryToken();
        var made = await _tenancy.Calls.AskAsync(
            "CreateSecret",
            $"{secret}",
            stop => Client.CreateSecret(
                new CreateSecretRequest
                {
                    OpcRetryToken = token,
                    CreateSecretDetails = new CreateSecretDetails
                    {
                        CompartmentId = secret.CompartmentId,
                        VaultId = secret.VaultId,
                        KeyId = secret.KeyId,
                        SecretName = secret.Name,
                        SecretContent = new Base64SecretContentDetails { Content = content },
                        FreeformTags = _tenancy.Tags(),
                    },
                },
                null,
                stop),
            cancellationToken).ConfigureAwait(false);
        _replaced[secret.Id] = made.Secret.Id;
        await ActiveAsync(secret, made.Secret.Id, cancellationToken).ConfigureAwait(false);
        return $"{secret} was made again from the backup";
    }

    private Task<Secret> ActiveAsync(StateResource secret, string id, CancellationToken cancellationToken) => _tenancy.Wait.UntilAsync(
        $"{secret}",
        async stop => (await Client.GetSecret(new GetSecretRequest { SecretId = id }, null, stop).ConfigureAwait(false)).Secret,
        found => found.LifecycleState,
        [Secret.LifecycleStateEnum.Active],
        cancellationToken);
}
