using DrDrills.Oci.Tenancy;
using Oci.CoreService.Models;
using Oci.CoreService.Requests;

namespace DrDrills.Oci.BlockVolumes;

/// <summary>Takes a volume that runs made from whatever instance it is attached to.</summary>
internal static class VolumeDetachment
{
    /// <summary>Detaches, and waits until it is so.</summary>
    /// <param name="tenancy">Where.</param>
    /// <param name="region">Where in it.</param>
    /// <param name="compartmentId">OCID of the compartment of the instance; must be on the allow list.</param>
    /// <param name="volumeId">A volume that carries a run's tags.</param>
    /// <param name="cancellationToken">Ends the wait early.</param>
    /// <returns>How it was seen, one line for each attachment.</returns>
    public static async Task<IReadOnlyList<string>> DetachAsync(
        OciTenancy tenancy, OciRegion region, string compartmentId, string volumeId, CancellationToken cancellationToken)
    {
        tenancy.Guard.RequireWritable(compartmentId);
        var client = region.Compute();
        var attachments = await tenancy.Calls.ListAsync(
            "ListVolumeAttachments",
            $"volume '{volumeId}'",
            (page, ct) => client.ListVolumeAttachments(
                new ListVolumeAttachmentsRequest { CompartmentId = compartmentId, VolumeId = volumeId, Page = page }, cancellationToken: ct),
            answer => (answer.Items, answer.OpcNextPage),
            cancellationToken).ConfigureAwait(false);
        var seen = new List<string>();
        foreach (var attachment in attachments.Where(each => each.LifecycleState != VolumeAttachment.LifecycleStateEnum.Detached))
        {
            var subject = $"attachment '{attachment.Id}'";
            if (attachment.LifecycleState != VolumeAttachment.LifecycleStateEnum.Detaching)
            {
                await tenancy.Calls.EndAsync(
                    "DetachVolume",
                    subject,
                    ct => client.DetachVolume(new DetachVolumeRequest { VolumeAttachmentId = attachment.Id }, cancellationToken: ct),
                    async ct => (await LookAsync(ct).ConfigureAwait(false)).LifecycleState
                        is VolumeAttachment.LifecycleStateEnum.Detaching or VolumeAttachment.LifecycleStateEnum.Detached,
                    cancellationToken).ConfigureAwait(false);
            }

            var state = await tenancy.Wait.UntilGoneAsync(subject, LookAsync, now => now.LifecycleState, cancellationToken).ConfigureAwait(false);
            seen.Add($"volume '{volumeId}' detached: {state}");

            async Task<VolumeAttachment> LookAsync(CancellationToken ct) => (await client.GetVolumeAttachment(
                new GetVolumeAttachmentRequest { VolumeAttachmentId = attachment.Id }, cancellationToken: ct).ConfigureAwait(false)).VolumeAttachment;
        }

        return seen;
    }
}
