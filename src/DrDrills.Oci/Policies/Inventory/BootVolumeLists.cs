using DrDrills.Oci.BlockVolumes;
using DrDrills.Oci.Tenancy;
using Oci.CoreService.Models;
using Oci.CoreService.Requests;

namespace DrDrills.Oci.Policies.Inventory;

/// <summary>Boot volumes of a compartment, their policies and backups.</summary>
internal sealed class BootVolumeLists(OciTenancy tenancy, string compartment)
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
                Kind = AuditedKind.BootVolume,
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

    private async Task<IReadOnlyList<BootVolume>> VolumesAsync(OciRegion region, CancellationToken cancellationToken)
    {
        var all = await tenancy.Calls.ListAsync(
            "ListBootVolumes",
            $"compartment '{compartment}'",
            (page, ct) => region.Blockstorage().ListBootVolumes(new ListBootVolumesRequest { CompartmentId = compartment, Page = page }, null, ct),
            answer => (answer.Items, answer.OpcNextPage),
            cancellationToken).ConfigureAwait(false);
        return [.. all.Where(volume => volume.LifecycleState is not (BootVolume.LifecycleStateEnum.Terminated or BootVolume.LifecycleStateEnum.Terminating))];
    }

    private async Task<IEnumerable<(string Volume, AuditedBackup Backup)>> BackupsAsync(OciRegion region, CancellationToken cancellationToken)
    {
        var all = await tenancy.Calls.ListAsync(
            "ListBootVolumeBackups",
            $"compartment '{compartment}' in {region}",
            (page, ct) => region.Blockstorage().ListBootVolumeBackups(new ListBootVolumeBackupsRequest { CompartmentId = compartment, Page = page }, null, ct),
            answer => (answer.Items, answer.OpcNextPage),
            cancellationToken).ConfigureAwait(false);
        return all
            .Where(backup => backup.LifecycleState is not (BootVolumeBackup.LifecycleStateEnum.Terminated or BootVolumeBackup.LifecycleStateEnum.Terminating))
            .Select(backup => (backup.BootVolumeId, new AuditedBackup(
                backup.Id,
                (backup.TimeRequestReceived ?? backup.TimeCreated ?? DateTime.MinValue).Utc(),
                region.Name,
                backup.ExpirationTime?.Utc(),
                backup.LifecycleState == BootVolumeBackup.LifecycleStateEnum.Available)));
    }
}
