using DrDrills.Backups;
using DrDrills.Oci.Tenancy;
using Oci.CoreService;
using Oci.CoreService.Models;
using Oci.CoreService.Requests;

namespace DrDrills.Oci.BlockVolumes;

/// <summary>Block volumes of one region.</summary>
internal sealed class BlockVolumeCalls(OciTenancy tenancy, OciRegion region) : VolumeCalls(tenancy, region)
{
    private readonly BlockstorageClient _client = region.Blockstorage();

    public override string Kind => "volume";

    protected override string Word => "Volume";

    protected override Enum Available => Volume.LifecycleStateEnum.Available;

    public override async Task<IReadOnlyList<VolumeBackupSight>> BackupsAsync(
        string compartmentId, string volumeId, CancellationToken cancellationToken)
    {
        var backups = await Tenancy.Calls.ListAsync(
            "ListVolumeBackups",
            $"volume '{volumeId}'",
            (page, ct) => _client.ListVolumeBackups(
                new ListVolumeBackupsRequest { CompartmentId = compartmentId, VolumeId = volumeId, Page = page }, cancellationToken: ct),
            answer => (answer.Items, answer.OpcNextPage),
            cancellationToken).ConfigureAwait(false);
        return
        [
            .. backups.Select(backup => new VolumeBackupSight(
                backup.Id,
                backup.DisplayName,
                new BackupFormat($"OCI volume backup, {(backup.Type == VolumeBackup.TypeEnum.Full ? "full" : "incremental")}"),
                backup.LifecycleState == VolumeBackup.LifecycleStateEnum.Available,
                backup.TimeCreated.Utc(),
                backup.SizeInGBs ?? 0,
                backup.SourceVolumeBackupId,
                backup.KmsKeyId,
                backup.ExpirationTime?.ToUniversalTime())),
        ];
    }

    public override async Task<IReadOnlyList<VolumeSight>> ListAsync(string compartmentId, CancellationToken cancellationToken)
    {
        var volumes = await Tenancy.Calls.ListAsync(
            "ListVolumes",
            $"compartment '{compartmentId}'",
            (page, ct) => _client.ListVolumes(new ListVolumesRequest { CompartmentId = compartmentId, Page = page }, cancellationToken: ct),
            answer => (answer.Items, answer.OpcNextPage),
            cancellationToken).ConfigureAwait(false);
        return [.. volumes.Select(SightOf)];
    }

    public override async Task<VolumeSight> GetAsync(string id, CancellationToken cancellationToken)
    {
        var answer = await _client.GetVolume(new GetVolumeRequest { VolumeId = id }, cancellationToken: cancellationToken).ConfigureAwait(false);
        return SightOf(answer.Volume);
    }

    protected override Task DeleteCoreAsync(string id, CancellationToken cancellationToken) =>
        _client.DeleteVolume(new DeleteVolumeRequest { VolumeId = id }, cancellationToken: cancellationToken);

    protected override async Task<VolumeSight> CreateCoreAsync(
        VolumeWish wish, Dictionary<string, string> tags, string retryToken, CancellationToken cancellationToken)
    {
        var answer = await _client.CreateVolume(
            new CreateVolumeRequest
            {
                OpcRetryToken = retryToken,
                CreateVolumeDetails = new CreateVolumeDetails
                {
                    AvailabilityDomain = wish.AvailabilityDomain,
                    CompartmentId = wish.CompartmentId,
                    DisplayName = wish.Name,
                    FreeformTags = tags,
                    SourceDetails = wish.Source == VolumeSourceKind.Clone
                        ? new VolumeSourceFromVolumeDetails { Id = wish.SourceId }
                        : new VolumeSourceFromVolumeBackupDetails { Id = wish.SourceId },
                },
            },
            cancellationToken: cancellationToken).ConfigureAwait(false);
        return SightOf(answer.Volume);
    }

    private static VolumeSight SightOf(Volume volume) => new(
        volume.Id,
        volume.DisplayName,
        volume.CompartmentId,
        volume.LifecycleState,
        volume.SizeInGBs ?? 0,
        volume.TimeCreated.Utc(),
        (volume.SourceDetails as VolumeSourceFromVolumeDetails)?.Id,
        volume.KmsKeyId,
        volume.FreeformTags);
}
