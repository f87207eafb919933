using BharatMart.Estate;
using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.Oci.BlockVolumes;
using DrDrills.Oci.Tenancy;
using DrDrills.Testing;
using DrDrills.Verification;
using NUnit.Framework;
using OciSimulator.Compute;
using OciSimulator.Faults;
using OciSimulator.Volumes;

namespace DrDrills.Tests.Oci.BlockVolumes;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class VolumeRecoveryTests : IAsyncDisposable
{
    private EstateSession _session = null!;
    private LogVolume _log = null!;
    private DrillHost _host = null!;

    [SetUp]
    public async Task OpenAsync()
    {
        Needs.Ext4();
        _session = await EstateSession.OpenAsync();
        _log = await LogVolume.CreateAsync(_session.Estate, CancellationToken.None);
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
    public async Task Every_file_of_a_volume_comes_back_from_an_incremental_backup_as_it_was()
    {
        var run = await _session.RunAsync(new VolumeRecovery(Options()), new FilesVerification());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Verdict, Is.EqualTo(Verdict.Passed), FailureText.Of(run));
            Assert.That(run.Verifications.Single().Scope, Does.StartWith("8 of 8 entries"));
            Assert.That(run.Backup!.Format.Name, Is.EqualTo("OCI volume backup, incremental"));
            Assert.That(run.Target!.Isolation.EgressBlocked, Is.True, run.Target.Isolation.Probe);
            Assert.That(run.Disposal!.Proof, Has.Some.Contains("TERMINATED"));
        }

        AssertNothingLeft();
    }

    [Test]
    public async Task Only_the_wanted_files_are_brought_and_a_backup_after_the_deletion_is_not_taken()
    {
        var at = _session.Estate.Tenancy.Clock.GetUtcNow();
        await _log.DeleteAsync([LogVolume.RecentLog], CancellationToken.None);
        await _log.BackUpAsync(incremental: true, at.AddMinutes(5), CancellationToken.None);

        var run = await _session.RunAsync(
            new VolumeRecovery(Options() with { Wanted = [LogVolume.RecentLog] }), new FilesVerification([LogVolume.RecentLog]));

        Assert.That(run.Verdict, Is.EqualTo(Verdict.Passed), FailureText.Of(run));
        Assert.That(run.Verifications.Single().Scope, Does.StartWith("1 of 1 entries"));
    }

    [Test]
    public async Task A_clone_that_stands_by_serves_as_well()
    {
        await _log.CloneAsync(_session.Estate.Tenancy.Clock.GetUtcNow(), CancellationToken.None);
        await _log.DeleteAsync([LogVolume.OldLog], CancellationToken.None);

        var run = await _session.RunAsync(
            new VolumeRecovery(Options() with { Source = VolumeSourceKind.Clone }), new FilesVerification([LogVolume.OldLog]));

        Assert.That((run.Verdict, run.Backup?.Format.Name), Is.EqualTo((Verdict.Passed, "OCI volume clone")), FailureText.Of(run));
        AssertNothingLeft();
    }

    [Test]
    public async Task A_copy_in_the_other_region_serves_where_the_first_is_lost()
    {
        var backup = await _log.BackUpAsync(incremental: true, _session.Estate.Tenancy.Clock.GetUtcNow(), CancellationToken.None);
        await _log.CopyAsync(backup, _session.Estate.Hyderabad, CancellationToken.None);
        await _session.Estate.Mumbai.StopAsync();

        var run = await _session.RunAsync(
            new VolumeRecovery(Options() with { Region = "ap-hyderabad-1", HostInstanceId = _host.In("ap-hyderabad-1") }), new FilesVerification());

        Assert.That(run.Verdict, Is.EqualTo(Verdict.Passed), FailureText.Of(run));
    }

    [Test]
    public async Task A_log_cut_short_in_the_backup_is_seen_red()
    {
        await _log.BackUpCutShortAsync(LogVolume.OldLog, _session.Estate.Tenancy.Clock.GetUtcNow(), CancellationToken.None);

        var run = await _session.RunAsync(new VolumeRecovery(Options()), new FilesVerification());

        Assert.That(
            run.Findings.Select(finding => (finding.Code, finding.Subject)),
            Is.EqualTo([(FilesVerification.WrongSize, $"file {LogVolume.OldLog}")]));
    }

    [Test]
    public async Task A_log_younger_than_the_backup_is_seen_red()
    {
        var today = await _log.WriteTodaysAsync(CancellationToken.None);

        var run = await _session.RunAsync(new VolumeRecovery(Options() with { Wanted = [today] }), new FilesVerification([today]));

        Assert.That(
            run.Findings.Select(finding => (finding.Code, finding.Subject)),
            Is.EqualTo([(FilesVerification.NotInBackup, $"file {today}")]));
    }

    [Test]
    public async Task A_volume_that_ends_faulty_is_a_clear_error_and_leaves_nothing()
    {
        _session.Estate.Tenancy.Faults.Add(new Fault("CreateVolume", FaultKind.FinalState));

        var run = await _session.RunAsync(new VolumeRecovery(Options()), new FilesVerification());

        using (Assert.EnterMultipleScope())
        {
            Assert.That((run.Verdict, run.Error?.Code), Is.EqualTo((Verdict.Failed, "DR4012")));
            Assert.That(run.Error!.Statement, Does.Contain("FAULTY"));
            Assert.That(run.Disposal!.Disposed, Is.True, string.Join('\n', run.Disposal.Proof));
        }

        AssertNothingLeft();
    }

    [TestCase("CreateVolume")]
    [TestCase("AttachVolume")]
    public async Task A_creation_whose_answer_is_lost_is_made_once_and_disposed_of(string operation)
    {
        _session.Estate.Tenancy.Faults.Add(new Fault(operation, FaultKind.ResetResponse));

        var run = await _session.RunAsync(new VolumeRecovery(Options()), new FilesVerification());

        Assert.That(run.Verdict, Is.EqualTo(Verdict.Passed), FailureText.Of(run));
        AssertNothingLeft();
    }

    [Test]
    public async Task An_image_is_read_without_mounting_it_where_there_can_be_no_device()
    {
        var image = _session.Estate.Mumbai.Api<VolumesApi>().Block.ImageOf(_log.Volume.Id);

        var (files, isolation) = await VolumeFiles.CopyOutAsync(
            "volume 'logs'", image, ["api", "nowhere"], _session.Work, TimeSpan.FromMinutes(1), CancellationToken.None);

        var entries = await files.ListAsync(CancellationToken.None).ToListAsync();
        var manifest = (await FileManifestJson.ReadAsync(_log.FileManifests.EnumerateFiles().First().FullName, CancellationToken.None)).Below(["api"]);
        Assert.That(manifest.Files, Is.SubsetOf(entries));
        Assert.That(isolation, Is.EqualTo(new IsolationProof("not mounted: read by debugfs", true, "nothing on a file system that is not mounted can be run")));
    }

    [Test]
    public async Task A_link_on_the_volume_leads_nowhere_on_this_machine()
    {
        var at = _session.Estate.Tenancy.Clock.GetUtcNow();
        var image = new Ext4Image(_session.Estate.Mumbai.Api<VolumesApi>().Block.ImageOf(_log.Volume.Id));
        await image.AddAsync([new Ext4Entry("out", null, 0b111_111_111, 0, 0, at, "/etc")], CancellationToken.None);
        await _log.BackUpAsync(incremental: true, at, CancellationToken.None);

        var run = await _session.RunAsync(new VolumeRecovery(Options() with { Wanted = ["out/passwd"] }), new FilesVerification(["out/passwd"]));

        Assert.That(run.Verdict, Is.EqualTo(Verdict.Failed), FailureText.Of(run));
        Assert.That(run.Findings.Select(finding => finding.Code), Is.EqualTo([Environment.IsPrivilegedProcess ? "DR4223" : FilesVerification.NotInBackup]));
        Assert.That(_session.Work.EnumerateFiles("passwd", SearchOption.AllDirectories), Is.Empty);
        AssertNothingLeft();
    }

    [Test]
    public async Task What_is_no_file_system_is_said_to_be_none()
    {
        var image = _session.Estate.Mumbai.Api<VolumesApi>().Block.ImageOf(_log.Volume.Id);
        await File.WriteAllTextAsync(image, "no file system");
        await _log.BackUpAsync(incremental: false, _session.Estate.Tenancy.Clock.GetUtcNow(), CancellationToken.None);

        var run = await _session.RunAsync(new VolumeRecovery(Options()), new FilesVerification());

        Assert.That((run.Verdict, run.Error?.Code), Is.EqualTo((Verdict.Failed, "DR4222")), FailureText.Of(run));
        AssertNothingLeft();
    }

    /// <summary>As in a chroot or a container, where root may not have mounts of its own.</summary>
    [Test]
    public void Where_nothing_may_be_mounted_it_is_the_machine_that_is_named_and_not_the_backup()
    {
        var folder = _session.Work.CreateSubdirectory("unreached");

        var refused = Assert.ThrowsAsync<EngineUnavailableException>(() => VolumeFiles.MountedAsync(
            ["setpriv", "--bounding-set=-sys_admin", "--inh-caps=-sys_admin", .. VolumeFiles.OwnMounts],
            "volume 'logs'",
            "/dev/null",
            [],
            _session.Work,
            folder,
            TimeSpan.FromMinutes(1),
            CancellationToken.None))!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That((refused.Code, refused.ExitCode), Is.EqualTo(("DR4227", ExitCode.EnvironmentMissing)));
            Assert.That(refused.Message, Does.Contain("volume 'logs'").And.Contain("may not mount"));
            Assert.That(folder.GetFileSystemInfos(), Is.Empty);
        }
    }

    [Test]
    public async Task The_sweep_finds_a_volume_by_its_tag_and_detaches_it_first()
    {
        var left = new VolumeRecovery(Options());
        await left.LocateAsync(new Incident("lost", IncidentKind.Injected, _session.Estate.Tenancy.Clock.GetUtcNow()), CancellationToken.None);
        await left.RestoreAsync(new Progress<StageProgress>(), CancellationToken.None);
        var kind = new TaggedVolumes();
        var found = await kind.ListAsync(_session.Tenancy, _session.Tenancy.Home, _session.Estate.Drills.Id, CancellationToken.None);

        await kind.RemoveAsync(_session.Tenancy, _session.Tenancy.Home, found.Single(), CancellationToken.None);

        AssertNothingLeft();
    }

    private VolumeRecoveryOptions Options() => new()
    {
        Tenancy = _session.Tenancy,
        VolumeId = _log.Volume.Id,
        SourceCompartmentId = _session.Estate.Production.Id,
        CompartmentId = _session.Estate.Drills.Id,
        HostInstanceId = _host.In("ap-mumbai-1"),
        FileManifests = _log.FileManifests,
        WorkFolder = _session.Work,
    };

    private void AssertNothingLeft()
    {
        var region = _session.Estate.Mumbai;
        Assert.That(
            region.Api<VolumesApi>().Block.Volumes.All.Where(volume => RunTags.Read(volume.FreeformTags) is not null && volume.LifecycleState != "TERMINATED"),
            Is.Empty);
        Assert.That(region.Api<ComputeApi>().Attachments.All.Where(attachment => attachment.LifecycleState != "DETACHED"), Is.Empty);
        Assert.That(_session.Estate.Tenancy.Requests.Defects, Is.Empty);
    }
}
