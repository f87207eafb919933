using BharatMart.Estate;
using DrDrills.Drills;
using DrDrills.Oci.BlockVolumes;
using DrDrills.Oci.Tenancy;
using DrDrills.Verification;

namespace DrDrills.Tests.Oci.Faults;

/// <summary>Deleted logs from a backup of their volume, or from a clone of it.</summary>
internal sealed class DeletedLogsDrill(VolumeSourceKind source) : FaultableDrill
{
    private BharatMartEstate? _estate;
    private DrillHost? _host;
    private LogVolume? _log;
    private Incident? _incident;

    public override string Name => source == VolumeSourceKind.Clone ? "deleted logs, from a clone" : "deleted logs, from a backup";

    public override async Task PrepareAsync(BharatMartEstate estate)
    {
        _estate = estate;
        _host = await DrillHost.OfAsync(estate);
        _log = await LogVolume.CreateAsync(estate, CancellationToken.None);
        if (source == VolumeSourceKind.Clone)
        {
            await _log.CloneAsync(estate.Tenancy.Clock.GetUtcNow().AddMinutes(-30), CancellationToken.None);
        }

        await _log.DeleteAsync([LogVolume.RecentLog], CancellationToken.None);
        _incident = new Incident("logs were deleted", IncidentKind.Injected, estate.Tenancy.Clock.GetUtcNow(), LogVolume.RecentLog);
    }

    public override FaultableRecovery Recover(OciTenancy tenancy, DirectoryInfo work)
    {
        var recovery = new VolumeRecovery(new VolumeRecoveryOptions
        {
            Tenancy = tenancy,
            VolumeId = _log!.Volume.Id,
            SourceCompartmentId = _estate!.Production.Id,
            CompartmentId = _estate.Drills.Id,
            HostInstanceId = _host!.In(_estate.Mumbai.Name),
            Source = source,
            Wanted = [LogVolume.RecentLog],
            FileManifests = _log.FileManifests,
            WorkFolder = work,
        });
        return new FaultableRecovery(_incident!, recovery, [new FilesVerification([LogVolume.RecentLog])]);
    }
}
