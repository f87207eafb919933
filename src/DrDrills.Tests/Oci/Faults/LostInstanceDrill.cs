using BharatMart.Estate;
using DrDrills.Drills;
using DrDrills.Oci.BlockVolumes;
using DrDrills.Oci.BootVolumes;
using DrDrills.Oci.Tenancy;
using DrDrills.Verification;

namespace DrDrills.Tests.Oci.Faults;

/// <summary>The shop's instance from a backup of its boot volume, started and asked.</summary>
internal sealed class LostInstanceDrill : FaultableDrill
{
    private BharatMartEstate? _estate;
    private DrillHost? _host;
    private ShopInstance? _shop;
    private Incident? _incident;

    public override string Name => "lost instance";

    public override async Task PrepareAsync(BharatMartEstate estate)
    {
        _estate = estate;
        _host = await DrillHost.OfAsync(estate);
        _shop = await ShopInstance.CreateAsync(estate, CancellationToken.None);
        _incident = new Incident("the instance was lost", IncidentKind.Injected, estate.Tenancy.Clock.GetUtcNow());
        _shop.Lose();
    }

    public override FaultableRecovery Recover(OciTenancy tenancy, DirectoryInfo work)
    {
        var recovery = new InstanceRecovery(new InstanceRecoveryOptions
        {
            BootVolume = new VolumeRecoveryOptions
            {
                Tenancy = tenancy,
                VolumeId = _shop!.BootVolume.Id,
                SourceCompartmentId = _estate!.Production.Id,
                CompartmentId = _estate.Drills.Id,
                HostInstanceId = _host!.In(_estate.Mumbai.Name),
                Wanted = [ShopInstance.Configuration],
                FileManifests = _shop.FileManifests,
                WorkFolder = work,
            },
            SubnetId = _host.SubnetId,
        });
        return new FaultableRecovery(
            _incident!, recovery, [new FilesVerification([ShopInstance.Configuration]), new ApplicationVerification("/about", TimeSpan.FromMinutes(1))]);
    }
}
