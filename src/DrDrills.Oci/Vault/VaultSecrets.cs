using System.Text;
using DrDrills.Credentials;
using DrDrills.Errors;
using DrDrills.Oci.Tenancy;
using Oci.SecretsService.Models;
using Oci.SecretsService.Requests;
using Oci.VaultService.Models;
using Oci.VaultService.Requests;

namespace DrDrills.Oci.Vault;

/// <summary>Secrets of a vault: reads them when they are needed, keeps none, and makes new versions of those that a drill may change.</summary>
/// <remarks>The region is the one that the secret's OCID names; a secret of an unknown region is looked for in the home region.</remarks>
/// <param name="tenancy">As whom, and where.</param>
public sealed class VaultSecrets(OciTenancy tenancy)
{
    /// <summary>What a reference to a secret begins with: <c>oci-vault:SECRET_OCID</c>.</summary>
    public const string Scheme = "oci-vault:";

    /// <summary>The current content of the secret that a reference names.</summary>
    /// <param name="reference"><c>oci-vault:SECRET_OCID</c>, or the OCID alone.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="CloudCallFailedException">There is none, or this identity may not read it.</exception>
    public Task<SecretContent> ResolveAsync(string reference, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);
        var id = reference.StartsWith(Scheme, StringComparison.Ordinal) ? reference[Scheme.Length..] : reference;
        return ReadAsync(id, GetSecretBundleRequest.StageEnum.Current, cancellationToken);
    }

    /// <summary>The content of the version that was current before.</summary>
    /// <exception cref="CloudCallFailedException">There is none, or this identity may not read it.</exception>
    internal Task<SecretContent> PreviousAsync(string secretId, CancellationToken cancellationToken) =>
        ReadAsync(secretId, GetSecretBundleRequest.StageEnum.Previous, cancellationToken);

    /// <summary>Every version, the newest first.</summary>
    /// <exception cref="CloudCallFailedException">There is no such secret, or this identity may not see its versions.</exception>
    public async Task<IReadOnlyList<SecretVersionState>> VersionsAsync(string secretId, CancellationToken cancellationToken)
    {
        var client = tenancy.RegionOf(secretId).SecretManagement();
        var all = await tenancy.Calls.ListAsync(
            "ListSecretVersions",
            NameOf(secretId),
            (page, stop) => client.ListSecretVersions(new ListSecretVersionsRequest { SecretId = secretId, Page = page }, null, stop),
            page => (page.Items, page.OpcNextPage),
            cancellationToken).ConfigureAwait(false);
        return
        [
            .. all.Select(version => new SecretVersionState(
                version.VersionNumber ?? 0,
                [.. (version.Stages ?? []).Select(stage => $"{stage}".ToUpperInvariant()).Order(StringComparer.Ordinal)],
                version.TimeCreated is { } created ? new DateTimeOffset(created.ToUniversalTime(), TimeSpan.Zero) : null))
            .OrderByDescending(version => version.Number),
        ];
    }

    /// <summary>What is known of a secret, without its content.</summary>
    /// <exception cref="CloudCallFailedException">There is none, or this identity may not see it.</exception>
    internal async Task<Secret> FindAsync(string secretId, CancellationToken cancellationToken)
    {
        var client = tenancy.RegionOf(secretId).SecretManagement();
        var answer = await tenancy.Calls.AskAsync(
            "GetSecret",
            NameOf(secretId),
            stop => client.GetSecret(new GetSecretRequest { SecretId = secretId }, null, stop),
            cancellationToken).ConfigureAwait(false);
        return answer.Secret;
    }

    /// <summary>Adds a version.</summary>
    /// <param name="secretId">A secret in a compartment that drills may write to.</param>
    /// <param name="content">The content.</param>
    /// <param name="pending">Whether it is staged only (PENDING), or current at once.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>Its number.</returns>
    /// <exception cref="TargetRefusedException">The secret lies where drills may not write (DR4021).</exception>
    /// <exception cref="CloudCallFailedException">It was refused.</exception>
    internal async Task<long> AddVersionAsync(string secretId, SecretText content, bool pending, CancellationToken cancellationToken)
    {
        // Named, so that a request that is made twice makes one version: the service takes no retry token here.
        var name = $"drdrills-{Guid.NewGuid():N}";
        await UpdateAsync(
            secretId,
            new UpdateSecretDetails
            {
                SecretContent = new Base64SecretContentDetails
                {
                    Name = name,
                    Stage = pending ? SecretContentDetails.StageEnum.Pending : SecretContentDetails.StageEnum.Current,
                    Content = Convert.ToBase64String(Encoding.UTF8.GetBytes(content.Reveal())),
                },
            },
            async stop => await FindVersionAsync(secretId, name, stop).ConfigureAwait(false) is not null,
            cancellationToken).ConfigureAwait(false);
        return await FindVersionAsync(secretId, name, cancellationToken).ConfigureAwait(false) ?? throw new RestoreFailedException(
            "DR4404", NameOf(secretId), $"The new version '{name}' of {NameOf(secretId)} is not in its list of versions.", "look at the secret in the console.");
    }

    /// <summary>Makes a version the current one; the one before becomes the previous.</summary>
    /// <exception cref="TargetRefusedException">The secret lies where drills may not write (DR4021).</exception>
    /// <exception cref="CloudCallFailedException">It was refused.</exception>
    internal Task PromoteAsync(string secretId, long version, CancellationToken cancellationToken) => UpdateAsync(
        secretId,
        new UpdateSecretDetails { CurrentVersionNumber = version },
        async stop => (await FindAsync(secretId, stop).ConfigureAwait(false)).CurrentVersionNumber == version,
        cancellationToken);

    /// <summary>For messages.</summary>
    internal static string NameOf(string secretId) => $"secret '{secretId}'";

    /// <summary>Changes the secret once it is active, and waits until it is again; a call whose answer was lost is not made twice.</summary>
    private async Task UpdateAsync(
        string secretId, UpdateSecretDetails details, Func<CancellationToken, Task<bool>> isDone, CancellationToken cancellationToken)
    {
        var secret = await ActiveAsync(secretId, cancellationToken).ConfigureAwait(false);
        tenancy.Guard.RequireWritable(secret.CompartmentId);
        var client = tenancy.RegionOf(secretId).SecretManagement();
        await tenancy.Calls.ChangeAsync(
            "UpdateSecret",
            NameOf(secretId),
            isDone,
            stop => client.UpdateSecret(new UpdateSecretRequest { SecretId = secretId, UpdateSecretDetails = details }, null, stop),
            cancellationToken).ConfigureAwait(false);
        await ActiveAsync(secretId, cancellationToken).ConfigureAwait(false);
    }

    private Task<Secret> ActiveAsync(string secretId, CancellationToken cancellationToken) => tenancy.Wait.UntilAsync(
        NameOf(secretId),
        stop => FindAsync(secretId, stop),
        secret => secret.LifecycleState,
        [Secret.LifecycleStateEnum.Active],
        cancellationToken);

    private async Task<long?> FindVersionAsync(string secretId, string name, CancellationToken cancellationToken)
    {
        var client = tenancy.RegionOf(secretId).SecretManagement();
        var all = await tenancy.Calls.ListAsync(
            "ListSecretVersions",
            NameOf(secretId),
            (page, stop) => client.ListSecretVersions(new ListSecretVersionsRequest { SecretId = secretId, Page = page }, null, stop),
            page => (page.Items, page.OpcNextPage),
            cancellationToken).ConfigureAwait(false);
        return all.FirstOrDefault(version => version.Name == name)?.VersionNumber;
    }

    private async Task<SecretContent> ReadAsync(
        string secretId, GetSecretBundleRequest.StageEnum stage, CancellationToken cancellationToken)
    {
        var client = tenancy.RegionOf(secretId).SecretRetrieval();
        var answer = await tenancy.Calls.AskAsync(
            "GetSecretBundle",
            NameOf(secretId),
            stop => client.GetSecretBundle(new GetSecretBundleRequest { SecretId = secretId, Stage = stage }, null, stop),
            cancellationToken).ConfigureAwait(false);
        return answer.SecretBundle is { SecretBundleContent: Base64SecretBundleContentDetails { Content: { Length: > 0 } content }, VersionNumber: { } version }
            ? new SecretContent(version, new SecretText(Encoding.UTF8.GetString(Convert.FromBase64String(content))))
            : throw new ManifestInvalidException(
                "DR4402", NameOf(secretId), $"The {stage} version of {NameOf(secretId)} has no content in base64.", "write the secret's content again.");
    }
}
