using BharatMart.Estate;
using DrDrills.Configuration;
using DrDrills.Oci.Policies.Questions;
using DrDrills.Verification;
using NUnit.Framework;
using OciSimulator.Identity;
using OciSimulator.Volumes;

namespace DrDrills.Tests.Oci.Policies;

/// <summary>What the drill's identity must not be able to do is tried against a region of this machine whose policies really decide.</summary>
public sealed class LeastPrivilegeVerificationTests
{
    private EstateSession _session = null!;
    private AuditedShop _shop = null!;

    [OneTimeSetUp]
    public async Task OpenAsync()
    {
        _session = await EstateSession.OpenAsync();
        _shop = await AuditedShop.MakeAsync(_session.Estate);
    }

    [OneTimeTearDown]
    public async Task CloseAsync() => await _session.DisposeAsync();

    [Test]
    [Order(1)]
    public async Task An_identity_that_may_do_no_harm_is_refused_everything()
    {
        var answer = await AskAsync(Sources);

        Assert.That((answer.Verdict, answer.Scope), Is.EqualTo((Verdict.Passed, "7 deeds tried, 7 refused")), answer.Impossible);
    }

    [TestCase("manage volumes", "volume 'canary'", "delete a volume")]
    [TestCase("manage volume-backups", "volume backup 'canary'", "delete a backup")]
    [TestCase("manage buckets", "bucket 'canary'", "delete a bucket")]
    [TestCase("manage autonomous-databases", "autonomous database 'canary'", "delete a database")]
    [TestCase("manage secrets", "secret 'canary'", "delete a secret")]
    [TestCase("manage policies", "policy 'canary'", "change a policy")]
    [TestCase("read secret-bundles", "of another system", "read a secret of another system")]
    [Order(2)]
    public async Task What_the_identity_may_do_and_must_not_is_named_and_not_done(string grant, string subject, string deed)
    {
        var place = grant.EndsWith("bundles", StringComparison.Ordinal) ? "finance" : "production";
        var policy = Identity.AddPolicy("too-much", Identity.TenancyId, $"Allow group {EstatePolicies.DrillGroup} to {grant} in compartment {place}");

        var answer = await AskAsync(Sources);

        Identity.Policies.Remove(policy.Id);
        var finding = answer.Findings.Single();
        Assert.That((answer.Verdict, finding.Code), Is.EqualTo((Verdict.Failed, "DRF557")));
        Assert.That(finding.Subject, Does.Contain(subject));
        Assert.That(finding.Statement, Does.Contain(deed));
        Assert.That(
            (await AskAsync(Sources)).Verdict, Is.EqualTo(Verdict.Passed), "the canary is still there, so that the next audit can ask again");
    }

    [Test]
    [Order(3)]
    public async Task Nothing_is_tried_on_what_is_not_marked_as_expendable()
    {
        var volumes = _session.Estate.Mumbai.Api<VolumesApi>().Block.Volumes;
        var canary = volumes.All.Single(volume => volume.DisplayName == AuditedShop.CanaryName);
        volumes.Update(canary.Id, volume => volume with { FreeformTags = new Dictionary<string, string> { ["drdrills-canary"] = "perhaps" } });
        _session.Estate.Tenancy.Requests.Clear();

        var answer = await AskAsync(Sources with { ForbiddenSecret = null });

        Assert.That(answer.Verdict, Is.EqualTo(Verdict.Inconclusive));
        Assert.That(answer.Impossible, Does.Contain("delete a volume").And.Contain("read a secret of another system").And.Contain("drdrills-canary=expendable"));
        Assert.That(answer.Scope, Is.EqualTo("5 deeds tried, 5 refused"));
        Assert.That(_session.Estate.Tenancy.Requests.All.Select(request => request.Operation), Has.None.EqualTo("DeleteVolume"));
    }

    private TenancyIdentity Identity => _session.Estate.Tenancy.Identity;

    private OciSources Sources => new() { Compartments = [_session.Estate.Production.Id], ForbiddenSecret = _shop.ForbiddenSecret };

    private Task<VerificationAnswer> AskAsync(OciSources sources) =>
        new LeastPrivilegeVerification(_session.Tenancy, sources).RunAsync(null!, CancellationToken.None);
}
