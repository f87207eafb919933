using DrDrills.Oci.BlockVolumes;
using DrDrills.Oci.Tenancy;
using Oci.CoreService.Models;
using Oci.CoreService.Requests;

namespace DrDrills.Oci.Policies.Inventory;

/// <summary>Block volumes of a compartment, their policies and backups.</summary>
internal sealed class VolumeLists(OciTenancy tenancy, string compartment)
{
    public async Task<IReadOnlyList<AuditedResource>> ReadAsync(CancellationToken cancellationToken)
    {
        var backups = new List<(string Volume, AuditedBackup Backup)>();
        foreach (var region in tenancy.Regions)
        {
            backups.AddRange(await BackupsAsync(region, cancellationToken).ConfigureAwait(false));
        }

        var volumes = await VolumesAsync(tenancy.Home, cancellationToken).ConfigureAwait(false);
        var resources = new List<AuditedResource>();
        foreach (var volume in volumes.Where(volume => !Canary.Is(volume.FreeformTags)))
        {
            var (name, keeps) = await new VolumePolicies(tenancy).OfAsync(volume.Id, volume.DisplayName, cancellationToken).ConfigureAwait(false);
            resources.Add(new AuditedResource
            {
                Kind = AuditedKind.Volume,
                Id = volume.Id,
                Name = volume.DisplayName,
                Region = tenancy.Home.Name,
                CreatedAt = volume.TimeCreated?.Utc() ?? DateTimeOffset.MinValue,
                Policy = name,
                PolicyKeeps = keeps,
                KeyId = volume.KmsKeyId,
                Backups = [.. backups.Where(one => one.Volume == volume.Id).Select(one => one.Backup)],
            });
        }

        return resources;
    }

    private async Task<IReadOnlyList<Volume>> VolumesAsync(OciRegion region, CancellationToken cancellationToken)
    {
        var all = await tenancy.Calls.ListAsync(
            "ListVolumes",
            $"compartment '{compartment}'",
            (page, ct) => region.Blockstorage().ListVolumes(new ListVolumesRequest { CompartmentId = compartment, Page = page }, null, ct),
            answer => (answer.Items, answer.OpcNextPage),
            cancellationToken).ConfigureAwait(false);
        return [.. all.Where(volume => volume.LifecycleState is not (Volume.LifecycleStateEnum.Terminated or Volume.LifecycleStateEnum.Terminating))];
    }

    private async Task<IEnumerable<(string Volume, AuditedBackup Backup)>> BackupsAsync(OciRegion region, CancellationToken cancellationToken)
    {
        var all = await tenancy.Calls.ListAsync(
            "ListVolumeBackups",
            $"compartment '{compartment}' in {region}",
            (page, ct) => region.Blockstorage().ListVolumeBackups(new ListVolumeBackupsRequest { CompartmentId = compartment, Page = page }, null, ct),
            answer => (answer.Items, answer.OpcNextPage),
            cancellationToken).ConfigureAwait(false);
        return all
            .Where(backup => backup.LifecycleState is not (VolumeBackup.LifecycleStateEnum.Terminated or VolumeBackup.LifecycleStateEnum.Terminating))
            .Select(backup => (backup.VolumeId, new AuditedBackup(
                backup.Id,
                (backup.TimeRequestReceived ?? backup.TimeCreated ?? DateTime.MinValue).Utc(),
                region.Name,
                backup.ExpirationTime?.Utc(),
                backup.LifecycleState == VolumeBackup.LifecycleStateEnum.Available)));
    }
}
