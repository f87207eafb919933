using DrDrills.Oci.BlockVolumes;
using DrDrills.Oci.Tenancy;
using Oci.CoreService.Requests;

namespace DrDrills.Oci.Policies.Inventory;

/// <summary>The backup policy of a volume, block or boot.</summary>
internal sealed class VolumePolicies(OciTenancy tenancy)
{
    /// <summary>Its name and the longest time that one of its schedules keeps backups; nulls where the volume has none.</summary>
    public async Task<(string? Name, TimeSpan? Keeps)> OfAsync(string volumeId, string volume, CancellationToken cancellationToken)
    {
        var client = tenancy.Home.Blockstorage();
        var assigned = await tenancy.Calls.AskAsync(
            "GetVolumeBackupPolicyAssetAssignment",
            $"volume '{volume}'",
            ct => client.GetVolumeBackupPolicyAssetAssignment(new GetVolumeBackupPolicyAssetAssignmentRequest { AssetId = volumeId }, null, ct),
            cancellationToken).ConfigureAwait(false);
        if (assigned.Items is not [var assignment, ..])
        {
            return (null, null);
        }

        var policy = (await tenancy.Calls.AskAsync(
            "GetVolumeBackupPolicy",
            $"backup policy '{assignment.PolicyId}'",
            ct => client.GetVolumeBackupPolicy(new GetVolumeBackupPolicyRequest { PolicyId = assignment.PolicyId }, null, ct),
            cancellationToken).ConfigureAwait(false)).VolumeBackupPolicy;
        var schedules = policy.Schedules ?? [];
        return schedules.Count == 0
            ? (null, null)
            : (policy.DisplayName, TimeSpan.FromSeconds(schedules.Max(schedule => schedule.RetentionSeconds ?? 0)));
    }
}
