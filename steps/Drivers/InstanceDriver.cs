using BharatMart.Estate;
using DrDrills.Drills;
using DrDrills.Oci.BlockVolumes;
using DrDrills.Oci.BootVolumes;
using DrDrills.Verification;

namespace DrDrills.Steps.Drivers;

/// <summary>The scenario's own instance of the shop: what happens to it, and how it is got back.</summary>
public sealed class InstanceDriver(DrillWorld world, TenancyDriver tenancies, DrillDriver drills)
{
    /// <summary>How long the API may take from the launch of its instance until it answers.</summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);

    private BharatMartEstate? _estate;
    private ShopInstance? _shop;

    private BharatMartEstate Estate => _estate ?? throw NotPrepared();

    private ShopInstance Shop => _shop ?? throw NotPrepared();

    public async Task PrepareAsync()
    {
        _estate = await tenancies.EstateAsync();
        _shop = await ShopInstance.CreateAsync(_estate, CancellationToken.None);
    }

    public async Task TamperAsync(FindingSubject file)
    {
        await Shop.TamperAndBackUpAsync(file.Value, Estate.Tenancy.Clock.GetUtcNow(), CancellationToken.None);
        world.Damage = $"one bit of '{file.Value}' was changed; size, time and permissions were kept";
        world.ExpectedRed = [FilesVerification.WrongContent];
    }

    public void Lose()
    {
        world.Incident = new Incident(
            "the shop's instance was lost with its boot volume", IncidentKind.Injected, Estate.Tenancy.Clock.GetUtcNow());
        Shop.Lose();
    }

    public async Task RecoverAsync()
    {
        var host = await DrillHost.OfAsync(Estate);
        await drills.RunAsync(
            (runId, work) => new InstanceRecovery(new InstanceRecoveryOptions
            {
                BootVolume = new VolumeRecoveryOptions
                {
                    Tenancy = tenancies.Open(Estate, runId),
                    VolumeId = Shop.BootVolume.Id,
                    SourceCompartmentId = Estate.Production.Id,
                    CompartmentId = Estate.Drills.Id,
                    HostInstanceId = host.In(Estate.Mumbai.Name),
                    Wanted = ShopInstance.ConfigurationAndBinaries,
                    FileManifests = Shop.FileManifests,
                    WorkFolder = work,
                },
                SubnetId = host.SubnetId,
            }),
            [new FilesVerification(), new ApplicationVerification("/about", StartLimit)]);
    }

    private static InvalidOperationException NotPrepared() => new("the scenario does not say that the shop's instance is backed up");
}
