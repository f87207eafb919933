using BharatMart.Estate;
using DrDrills.Drills;
using DrDrills.Oci.Tenancy;
using DrDrills.Verification;

namespace DrDrills.Tests.Oci;

/// <summary>BharatMart's estate in a region of this machine, the drill's own identity in it, and a folder for what it recovers.</summary>
internal sealed class EstateSession : IAsyncDisposable
{
    private EstateSession(BharatMartEstate estate)
    {
        Estate = estate;
        Tenancy = new OciTenancy(new OciTenancyOptions
        {
            Authentication = new OciAuthentication.ConfigFile(estate.ConfigFile.FullName, "DRDRILLS"),
            Regions = [.. estate.Tenancy.Regions.Select(region => region.Name)],
            Endpoints = estate.Tenancy.Regions.ToDictionary(region => region.Name, region => region.Endpoint),
            RunId = "test",
            Limits = new WriteLimits { Compartments = [estate.Drills.Id] },
            Patience = OciPatience.OfLocalRegion,
        });
        Work = Directory.CreateDirectory(Path.Combine(estate.Folder.FullName, "work"));
    }

    public BharatMartEstate Estate { get; }

    public OciTenancy Tenancy { get; }

    public DirectoryInfo Work { get; }

    public static async Task<EstateSession> OpenAsync() => new(await BharatMartEstate.OpenAsync(
        new BharatMartEstateOptions { RunId = "test", LifecycleStep = TimeSpan.FromMilliseconds(20) }, CancellationToken.None));

    public async Task<DrillRun> RunAsync(IRecovery recovery, params IVerification[] verifications) => await new DrillRunner(
        TimeProvider.System, NoObserver.Instance).RunAsync(
            new DrillPlan
            {
                RunId = "test",
                DrillId = "test",
                Title = "test",
                System = "bharatmart",
                Incident = new Incident("lost", IncidentKind.Injected, Estate.Tenancy.Clock.GetUtcNow()),
                Recovery = recovery,
                Verifications = verifications,
                EvidenceClass = EvidenceClass.Mechanism,
            },
            CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        Tenancy.Dispose();
        await Estate.DisposeAsync();
    }
}
