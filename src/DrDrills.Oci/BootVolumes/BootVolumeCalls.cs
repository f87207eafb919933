using DrDrills.Backups;
using DrDrills.Oci.BlockVolumes;
using DrDrills.Oci.Tenancy;
using Oci.CoreService;
using Oci.CoreService.Models;
using Oci.CoreService.Requests;

namespace DrDrills.Oci.BootVolumes;

/// <summary>Boot volumes of one region.</summary>
internal sealed class BootVolumeCalls(OciTenancy tenancy, OciRegion region) : VolumeCalls(tenancy, region)
{
    private readonly BlockstorageClient _client = region.Blockstorage();

    public override string Kind => "boot volume";

    protected override string Word => "BootVolume";

    protected override Enum Available => BootVolume.LifecycleStateEnum.Available;

    public override async Task<IReadOnlyList<VolumeBackupSight>> BackupsAsync(
        string compartmentId, string volumeId, CancellationToken cancellationToken)
    {
        var backups = await Tenancy.Calls.ListAsync(
            "ListBootVolumeBackups",
            $"boot volume '{volumeId}'",
            (page, ct) => _client.ListBootVolumeBackups(
                new ListBootVolumeBackupsRequest { CompartmentId = compartmentId, BootVolumeId = volumeId, Page = page }, cancellationToken: ct),
            answer => (answer.Items, answer.OpcNextPage),
            cancellationToken).ConfigureAwait(false);
        return
        [
            .. backups.Select(backup => new VolumeBackupSight(
                backup.Id,
                backup.DisplayName,
                new BackupFormat($"OCI boot volume backup, {(backup.Type == BootVolumeBackup.TypeEnum.Full ? "full" : "incremental")}"),
                backup.LifecycleState == BootVolumeBackup.LifecycleStateEnum.Available,
                backup.TimeCreated.Utc(),
                backup.SizeInGBs ?? 0,
                backup.SourceBootVolumeBackupId,
                backup.KmsKeyId,
                backup.ExpirationTime?.ToUniversalTime())),
        ];
    }

    public override async Task<IReadOnlyList<VolumeSight>> ListAsync(string compartmentId, CancellationToken cancellationToken)
    {
        var volumes = await Tenancy.Calls.ListAsync(
            "ListBootVolumes",
            $"compartment '{compartmentId}'",
            (page, ct) => _client.ListBootVolumes(new ListBootVolumesRequest { CompartmentId = compartmentId, Page = page }, cancellationToken: ct),
            answer => (answer.Items, answer.OpcNextPage),
            cancellationToken).ConfigureAwait(false);
        return [.. volumes.Select(SightOf)];
    }

    public override async Task<VolumeSight> GetAsync(string id, CancellationToken cancellationToken)
    {
        var answer = await _client.GetBootVolume(new GetBootVolumeRequest { BootVolumeId = id }, cancellationToken: cancellationToken).ConfigureAwait(false);
        return SightOf(answer.BootVolume);
    }

    protected override Task DeleteCoreAsync(string id, CancellationToken cancellationToken) =>
        _client.DeleteBootVolume(new DeleteBootVolumeRequest { BootVolumeId = id }, cancellationToken: cancellationToken);

    protected override async Task<VolumeSight> CreateCoreAsync(
        VolumeWish wish, Dictionary<string, string> tags, string retryToken, CancellationToken cancellationToken)
    {
        var answer = await _client.CreateBootVolume(
            new CreateBootVolumeRequest
            {
                OpcRetryToken = retryToken,
                CreateBootVolumeDetails = new CreateBootVolumeDetails
                {
                    AvailabilityDomain = wish.AvailabilityDomain,
                    CompartmentId = wish.CompartmentId,
                    DisplayName = wish.Name,
                    FreeformTags = tags,
                    SourceDetails = wish.Source == VolumeSourceKind.Clone
                        ? new BootVolumeSourceFromBootVolumeDetails { Id = wish.SourceId }
                        : new BootVolumeSourceFromBootVolumeBackupDetails { Id = wish.SourceId },
                },
            },
            cancellationToken: cancellationToken).ConfigureAwait(false);
        return SightOf(answer.BootVolume);
    }

    private static VolumeSight SightOf(BootVolume volume) => new(
        volume.Id,
        volume.DisplayName,
        volume.CompartmentId,
        volume.LifecycleState,
        volume.SizeInGBs ?? 0,
        volume.TimeCreated.Utc(),
        (volume.SourceDetails as BootVolumeSourceFromBootVolumeDetails)?.Id,
        volume.KmsKeyId,
        volume.FreeformTags);
}
