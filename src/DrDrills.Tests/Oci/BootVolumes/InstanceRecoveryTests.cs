using BharatMart.Estate;
using DrDrills.Drills;
using DrDrills.Oci.BlockVolumes;
using DrDrills.Oci.BootVolumes;
using DrDrills.Testing;
using DrDrills.Verification;
using NUnit.Framework;
using OciSimulator.Compute;
using OciSimulator.Volumes;

namespace DrDrills.Tests.Oci.BootVolumes;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class InstanceRecoveryTests : IAsyncDisposable
{
    private EstateSession _session = null!;
    private ShopInstance _shop = null!;
    private DrillHost _host = null!;

    [SetUp]
    public async Task OpenAsync()
    {
        Needs.Ext4();
        await Needs.NamespacesAsync();
        _session = await EstateSession.OpenAsync();
        _shop = await ShopInstance.CreateAsync(_session.Estate, CancellationToken.None);
        _host = await DrillHost.OfAsync(_session.Estate);
    }

    public async ValueTask DisposeAsync()
    {
        if (_session is not null)
        {
            await _session.DisposeAsync();
        }
    }

    [Test]
    public async Task A_lost_instance_answers_again_with_the_files_it_had()
    {
        _shop.Lose();

        var run = await RunAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Verdict, Is.EqualTo(Verdict.Passed), $"{FailureText.Of(run)}\n{Consoles()}");
            Assert.That(run.Disposal?.Proof, Has.Exactly(2).Contains("TERMINATED"));
        }

        AssertNothingLeft();
    }

    [TestCase("etc/bharatmart/api.env")]
    [TestCase("opt/bharatmart/BharatMart.Api.dll")]
    public async Task A_file_that_was_tampered_with_is_seen_red_and_nothing_is_left(string path)
    {
        await _shop.TamperAndBackUpAsync(path, _session.Estate.Tenancy.Clock.GetUtcNow(), CancellationToken.None);

        var run = await RunAsync();

        Assert.That(
            run.Findings.Select(finding => (finding.Code, finding.Subject)),
            Has.Member((FilesVerification.WrongContent, $"file {path}")));
        AssertNothingLeft();
    }

    [Test]
    public async Task Where_something_could_leave_the_subnet_no_instance_is_launched()
    {
        var open = _session.Estate.Mumbai.Api<ComputeApi>().AddSubnet(_session.Estate.Drills.Id, "open", new EgressRule("0.0.0.0/0", "all"));

        var run = await RunAsync(open.Id);

        Assert.That((run.Verdict, run.Error?.Code), Is.EqualTo((Verdict.Inconclusive, "DR3209")));
        Assert.That(_session.Estate.Tenancy.Requests.All.Select(request => request.Operation), Has.None.EqualTo("LaunchInstance"));
        AssertNothingLeft();
    }

    private Task<DrillRun> RunAsync(string? subnetId = null) => _session.RunAsync(
        new InstanceRecovery(new InstanceRecoveryOptions
        {
            BootVolume = new VolumeRecoveryOptions
            {
                Tenancy = _session.Tenancy,
                VolumeId = _shop.BootVolume.Id,
                SourceCompartmentId = _session.Estate.Production.Id,
                CompartmentId = _session.Estate.Drills.Id,
                HostInstanceId = _host.In("ap-mumbai-1"),
                Wanted = ShopInstance.ConfigurationAndBinaries,
                FileManifests = _shop.FileManifests,
                WorkFolder = _session.Work,
            },
            SubnetId = subnetId ?? _host.SubnetId,
        }),
        new FilesVerification(),
        new ApplicationVerification("/about", TimeSpan.FromSeconds(20)));

    private string Consoles()
    {
        var compute = _session.Estate.Mumbai.Api<ComputeApi>();
        return string.Join('\n', [.. compute.Instances.All.Select(instance => compute.ConsoleOf(instance.Id)), .. _session.Estate.Tenancy.Requests.Defects]);
    }

    private void AssertNothingLeft()
    {
        var region = _session.Estate.Mumbai;
        Assert.That(
            region.Api<ComputeApi>().Instances.All.Where(instance => instance.CompartmentId == _session.Estate.Drills.Id && instance.LifecycleState != "TERMINATED")
                .Select(instance => instance.DisplayName),
            Is.EqualTo(["drill-host"]));
        Assert.That(
            region.Api<VolumesApi>().Boot.Volumes.All.Where(volume => volume.CompartmentId == _session.Estate.Drills.Id && volume.LifecycleState != "TERMINATED"),
            Is.Empty);
        Assert.That(File.ReadAllText("/proc/self/mounts"), Does.Not.Contain(_session.Estate.Folder.FullName));
        Assert.That(_session.Estate.Tenancy.Requests.Defects, Is.Empty);
    }
}
