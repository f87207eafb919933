using BharatMart.Estate;
using DrDrills.Drills;
using DrDrills.Oci.Configurations;
using DrDrills.Oci.Vault;
using DrDrills.Verification;
using NUnit.Framework;
using OciSimulator.Faults;

namespace DrDrills.Tests.Oci.Configurations;

public sealed class ConfigurationRecoveryTests
{
    private EstateSession _session = null!;
    private ShopSecrets _secrets = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        _session = await EstateSession.OpenAsync();
        _secrets = await _session.Estate.PartAsync(ShopSecrets.MakeAsync);
    }

    [OneTimeTearDown]
    public async Task Close() => await _session.DisposeAsync();

    [Test]
    public async Task Everything_that_was_lost_is_got_back()
    {
        var configuration = await MakeAsync();
        configuration.Lose();

        var run = await RunAsync(configuration);

        Assert.That(run.Verdict, Is.EqualTo(Verdict.Passed), run.VerdictReason);
        Assert.That(
            run.Stages.Single(stage => stage.Stage == DrillStage.Restore).Detail,
            Does.Contain("key 'configuration-master' was restored from its backup")
                .And.Contain($"secret '{configuration.LoginName}' was made again from the backup").And.Contain("was kept from its deletion"));
        Assert.That(run.Disposal!.Proof, Has.Some.Contains("read by nobody any more"));
    }

    [Test]
    public async Task What_a_killed_run_made_again_is_swept()
    {
        var configuration = await MakeAsync();
        configuration.Lose();
        await using var recovery = new ConfigurationRecovery(Options(configuration.Namespace, configuration.Prefix));
        var incident = new Incident("lost", IncidentKind.Injected, _session.Estate.Tenancy.Clock.GetUtcNow());
        var backup = await recovery.LocateAsync(incident, CancellationToken.None);
        await recovery.FetchAsync(backup, new Progress<StageProgress>(), CancellationToken.None);
        await recovery.RestoreAsync(new Progress<StageProgress>(), CancellationToken.None);
        var kind = new TaggedSecrets();
        var left = await kind.ListAsync(_session.Tenancy, _session.Tenancy.Home, _session.Estate.Drills.Id, CancellationToken.None);

        var seen = await kind.RemoveAsync(_session.Tenancy, _session.Tenancy.Home, left.Single(), CancellationToken.None);

        Assert.That(left.Single().Name, Is.EqualTo(configuration.LoginName));
        Assert.That(seen, Does.StartWith("PENDING_DELETION"));
        Assert.That(await kind.ListAsync(_session.Tenancy, _session.Tenancy.Home, _session.Estate.Drills.Id, CancellationToken.None), Is.Empty);
        await recovery.DisposeOfCopyAsync(CancellationToken.None);
    }

    [Test]
    public async Task A_secret_that_comes_to_nothing_ends_the_drill_at_once_and_is_removed()
    {
        var configuration = await MakeAsync();
        configuration.Lose();
        _session.Estate.Tenancy.Faults.Add(new Fault("CreateSecret", FaultKind.FinalState));

        var run = await RunAsync(configuration);

        Assert.That(run.Error?.Code, Is.EqualTo("DR4012"), run.VerdictReason);
        Assert.That(run.Error!.Message, Does.Contain(configuration.LoginName).And.Contain("FAILED"));
        Assert.That(run.Disposal!.Disposed, Is.True, string.Join('\n', run.Disposal.Proof));
        Assert.That(
            await new TaggedSecrets().ListAsync(_session.Tenancy, _session.Tenancy.Home, _session.Estate.Drills.Id, CancellationToken.None), Is.Empty);
    }

    [Test]
    public async Task Where_nothing_was_lost_nothing_is_changed()
    {
        var configuration = await MakeAsync();

        var run = await RunAsync(configuration);

        Assert.That(run.Verdict, Is.EqualTo(Verdict.Passed), run.VerdictReason);
        Assert.That(run.Stages.Single(stage => stage.Stage == DrillStage.Restore).Detail, Does.Not.Contain("restored").And.Not.Contain("made again"));
    }

    [Test]
    public async Task A_secret_that_the_backup_does_not_hold_is_red_by_its_name()
    {
        var configuration = await MakeAsync(withLogin: false);
        configuration.Lose();

        var run = await RunAsync(configuration);

        var finding = run.Verifications.Single(one => one.Id == VerificationId.Parse("references")).Findings.Single();
        Assert.That(finding.Code, Is.EqualTo("DRF549"));
        Assert.That(finding.Subject, Is.EqualTo($"secret '{configuration.LoginName}' (configuration/production.json, line 5)"));
    }

    [Test]
    public async Task An_older_configuration_is_red_before_anything_is_done_by_it()
    {
        var configuration = await MakeAsync();
        await configuration.PutOldConfigurationAsync(CancellationToken.None);

        var run = await RunAsync(configuration);

        var finding = run.Verifications.Single(one => one.Id == VerificationId.Parse("configuration-files")).Findings.Single();
        Assert.That((finding.Code, finding.Subject), Is.EqualTo(("DRF548", "file configuration/production.json")));
        Assert.That(run.Stages.Single(stage => stage.Stage == DrillStage.Restore).State, Is.EqualTo(StageState.Skipped));
    }

    [Test]
    public async Task A_place_without_a_configuration_is_said()
    {
        var run = await _session.RunAsync(new ConfigurationRecovery(Options((await MakeAsync()).Namespace, "nothing/")));

        Assert.That(run.Error?.Code, Is.EqualTo("DR4445"));
    }

    [TestCase("not json")]
    [TestCase("{\"version\": 3, \"resources\": []}")]
    [TestCase("{\"version\": 4}")]
    public void A_state_that_is_none_is_refused(string text) => Assert.That(
        () => InfrastructureState.Parse(text, "terraform.tfstate"), Throws.TypeOf<DrDrills.Errors.ManifestInvalidException>().With.Property("Code").EqualTo("DR4441"));

    private Task<ConfigurationRehearsal> MakeAsync(bool withLogin = true) =>
        ConfigurationRehearsal.MakeAsync(_session.Estate, _secrets, withLogin, CancellationToken.None);

    private Task<DrillRun> RunAsync(ConfigurationRehearsal configuration) => _session.RunAsync(
        new ConfigurationRecovery(Options(configuration.Namespace, configuration.Prefix)),
        new ConfigurationFilesVerification(),
        new ReferencesVerification(_session.Tenancy));

    private ConfigurationRecoveryOptions Options(string space, string prefix) => new()
    {
        Tenancy = _session.Tenancy, Namespace = space, Bucket = ConfigurationRehearsal.Bucket, Prefix = prefix, WorkFolder = _session.Work,
    };
}
