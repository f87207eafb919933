using BharatMart.Estate;
using DrDrills.Drills;
using DrDrills.Oci.BlockVolumes;
using DrDrills.Oci.Tenancy;
using DrDrills.Verification;

namespace DrDrills.Tests.Oci.Faults;

/// <summary>The logs of a lost region, from the copy of their volume's backup in the other one.</summary>
internal sealed class LostRegionLogsDrill : FaultableDrill
{
    private BharatMartEstate? _estate;
    private DrillHost? _host;
    private LogVolume? _log;

    public override string Name => "logs of a lost region";

    public override bool OwnEstate => true;

    public override async Task PrepareAsync(BharatMartEstate estate)
    {
        _estate = estate;
        _host = await DrillHost.OfAsync(estate);
        _log = await LogVolume.CreateAsync(estate, CancellationToken.None);
        var newest = await _log.BackUpAsync(incremental: false, estate.Tenancy.Clock.GetUtcNow(), CancellationToken.None);
        await _log.CopyAsync(newest, estate.Hyderabad, CancellationToken.None);
    }

    public override FaultableRecovery Recover(OciTenancy tenancy, DirectoryInfo work)
    {
        var recovery = new VolumeRecovery(new VolumeRecoveryOptions
        {
            Tenancy = tenancy,
            VolumeId = _log!.Volume.Id,
            SourceCompartmentId = _estate!.Production.Id,
            CompartmentId = _estate.Drills.Id,
            HostInstanceId = _host!.In(_estate.Hyderabad.Name),
            Region = _estate.Hyderabad.Name,
            Wanted = [LogVolume.RecentLog],
            FileManifests = _log.FileManifests,
            WorkFolder = work,
        });
        var incident = new Incident("Mumbai was lost", IncidentKind.Injected, _estate.Tenancy.Clock.GetUtcNow());
        return new FaultableRecovery(incident, recovery, [new FilesVerification([LogVolume.RecentLog])]);
    }
}
