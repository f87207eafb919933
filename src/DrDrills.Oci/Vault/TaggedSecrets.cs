using System.Globalization;
using DrDrills.Oci.Tenancy;
using Oci.VaultService.Models;
using Oci.VaultService.Requests;

namespace DrDrills.Oci.Vault;

/// <summary>Secrets that runs make. OCI deletes none at once: one that is removed is read by nobody any more, and goes days later.</summary>
public sealed class TaggedSecrets : ITaggedResources
{
    /// <summary>OCI's shortest notice is one day; a little more keeps clear of it.</summary>
    private static readonly TimeSpan _notice = TimeSpan.FromHours(25);

    /// <inheritdoc/>
    public string Kind => "secret";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TaggedResource>> ListAsync(
        OciTenancy tenancy, OciRegion region, string compartmentId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenancy);
        var client = region.SecretManagement();
        var all = await tenancy.Calls.ListAsync(
            "ListSecrets",
            $"compartment '{compartmentId}'",
            (page, stop) => client.ListSecrets(new ListSecretsRequest { CompartmentId = compartmentId, Page = page }, null, stop),
            page => (page.Items, page.OpcNextPage),
            cancellationToken).ConfigureAwait(false);
        return
        [
            .. from secret in all
               where secret.LifecycleState is not (SecretSummary.LifecycleStateEnum.PendingDeletion or SecretSummary.LifecycleStateEnum.Deleted)
               let tags = RunTags.Read(secret.FreeformTags)
               where tags is not null
               select new TaggedResource(Kind, secret.Id, secret.SecretName, secret.CompartmentId, tags),
        ];
    }

    /// <inheritdoc/>
    public async Task<string> RemoveAsync(OciTenancy tenancy, OciRegion region, TaggedResource resource, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenancy);
        ArgumentNullException.ThrowIfNull(resource);
        var client = region.SecretManagement();
        var look = new GetSecretRequest { SecretId = resource.Id };
        var found = await tenancy.Calls.AskForAsync(
            "GetSecret", $"{resource}", stop => client.GetSecret(look, null, stop), cancellationToken).ConfigureAwait(false);
        if (found?.Secret.LifecycleState is null or Secret.LifecycleStateEnum.Deleted)
        {
            return "HTTP 404";
        }

        if (found.Secret.LifecycleState == Secret.LifecycleStateEnum.PendingDeletion)
        {
            return Until(found.Secret.TimeOfDeletion);
        }

        tenancy.Guard.RequireWritable(found.Secret.CompartmentId);
        var at = (tenancy.Clock.GetUtcNow() + _notice).UtcDateTime;
        await tenancy.Wait.UntilAsync(
            $"{resource}",
            async stop => (await client.GetSecret(look, null, stop).ConfigureAwait(false)).Secret,
            secret => secret.LifecycleState,
            [Secret.LifecycleStateEnum.Active, Secret.LifecycleStateEnum.Failed],
            cancellationToken).ConfigureAwait(false);
        await tenancy.Calls.ChangeAsync(
            "ScheduleSecretDeletion",
            $"{resource}",
            async stop => (await client.GetSecret(look, null, stop).ConfigureAwait(false)).Secret.LifecycleState
                is Secret.LifecycleStateEnum.PendingDeletion or Secret.LifecycleStateEnum.SchedulingDeletion,
            stop => client.ScheduleSecretDeletion(
                new ScheduleSecretDeletionRequest
                {
                    SecretId = resource.Id, ScheduleSecretDeletionDetails = new ScheduleSecretDeletionDetails { TimeOfDeletion = at },
                },
                null,
                stop),
            cancellationToken).ConfigureAwait(false);
        return Until(at);
    }

    private static string Until(DateTime? at) => string.Create(
        CultureInfo.InvariantCulture, $"PENDING_DELETION, read by nobody any more, deleted at {at?.ToUniversalTime():yyyy-MM-dd HH:mm} UTC");
}
