using DrDrills.Configuration;
using DrDrills.Oci.Policies;
using DrDrills.Oci.Policies.Inventory;
using DrDrills.Oci.Policies.Questions;
using DrDrills.Oci.Tenancy;
using DrDrills.Verification;
using NUnit.Framework;

namespace DrDrills.Tests.Oci.Policies;

/// <summary>Every question is seen green on an estate that keeps its promises, and red on one that breaks just that one.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class AuditQuestionsTests : IDisposable
{
    private const string Here = "ap-mumbai-1";
    private const string There = "ap-hyderabad-1";

    private static readonly DateTimeOffset _now = new(2026, 11, 1, 3, 0, 0, TimeSpan.Zero);

    private readonly OciTenancy _tenancy = new(new OciTenancyOptions
    {
        Authentication = new OciAuthentication.ConfigFile("/nowhere"),
        Regions = [Here, There],
        RunId = "run-1",
    });

    public void Dispose() => _tenancy.Dispose();

    [Test]
    public void An_estate_that_keeps_its_promises_is_green_in_every_question()
    {
        foreach (var question in Questions)
        {
            var answer = question.Ask(Good());
            Assert.That(answer.Verdict, Is.EqualTo(Verdict.Passed), $"{question.Id}: {string.Join("; ", answer.Findings)}{answer.Impossible}");
        }
    }

    [Test]
    public void An_estate_of_nothing_proves_nothing()
    {
        var nothing = new SystemInventory(_now, [], [], []);

        Assert.That(Questions.Select(question => question.Ask(nothing).Verdict), Is.All.EqualTo(Verdict.Inconclusive));
    }

    [Test]
    public void A_resource_without_a_policy_is_named_and_the_share_is_not_rounded_up()
    {
        var answer = Ask<PolicyCoverageVerification>(Change("shop-logs", volume => volume with { Policy = null }));

        AssertRed(answer, "DRF550", "volume 'shop-logs'");
        Assert.That(answer.Scope, Does.Contain("2 covered (66 %)"));
    }

    [Test]
    public void A_backup_that_is_too_old_is_named_with_its_age()
    {
        var answer = Ask<BackupFreshnessVerification>(Change("shop-logs", volume => volume with { Backups = [.. volume.Backups.Where(one => one.At < _now.AddHours(-27))] }));

        AssertRed(answer, "DRF551", "volume 'shop-logs'");
        Assert.That(answer.Findings[0].Observed, Does.Contain("2 d"));
    }

    [Test]
    public void A_backup_that_cannot_be_restored_does_not_count()
    {
        var answer = Ask<BackupFreshnessVerification>(Change("catalogue", database => database with
        {
            Backups = [.. database.Backups.Select(one => one with { Usable = false })],
        }));

        AssertRed(answer, "DRF551", "autonomous database 'catalogue'");
        Assert.That(answer.Findings[0].Observed, Is.EqualTo("none at all"));
    }

    [Test]
    public void An_archive_that_is_older_than_a_month_is_named()
    {
        var answer = Ask<BackupFreshnessVerification>(Change("archive", bucket => bucket with
        {
            Backups = [new AuditedBackup("full.dump", _now.AddDays(-33), Here, null, true)],
        }));

        AssertRed(answer, "DRF551", "bucket 'archive'");
    }

    [Test]
    public void A_resource_just_made_needs_no_backup_yet()
    {
        var answer = Ask<BackupFreshnessVerification>(Change("shop-logs", volume => volume with { Backups = [], CreatedAt = _now.AddHours(-2) }));

        Assert.That(answer.Findings, Is.Empty);
    }

    [Test]
    public void A_policy_that_keeps_too_short_breaks_the_promise() =>
        AssertRed(Ask<RetentionKeptVerification>(Change("catalogue", database => database with { PolicyKeeps = TimeSpan.FromDays(59) })), "DRF552", "autonomous database 'catalogue'");

    [Test]
    public void Backups_that_expire_too_early_break_the_promise() =>
        AssertRed(
            Ask<RetentionKeptVerification>(Change("shop-logs", volume => volume with
            {
                Backups = [.. volume.Backups.Select(one => one with { ExpiresAt = one.At.AddDays(5) })],
            })),
            "DRF552",
            "volume 'shop-logs'");

    [Test]
    public void A_day_without_a_backup_breaks_the_promise()
    {
        var answer = Ask<RetentionKeptVerification>(Change("catalogue", database => database with
        {
            Backups = [.. database.Backups.Where(one => one.At > _now.AddDays(-40) || one.At < _now.AddDays(-42))],
        }));

        AssertRed(answer, "DRF552", "autonomous database 'catalogue'");
        Assert.That(answer.Findings[0].Observed, Does.StartWith("none from 2026-09-"));
    }

    [Test]
    public void What_is_younger_than_the_promise_is_held_to_its_own_age()
    {
        var answer = Ask<RetentionKeptVerification>(Change("catalogue", database => database with
        {
            CreatedAt = _now.AddDays(-3),
            Backups = [.. database.Backups.Where(one => one.At > _now.AddDays(-3))],
        }));

        Assert.That(answer.Findings, Is.Empty);
    }

    [Test]
    public void What_has_no_copy_in_the_second_region_is_named() =>
        AssertRed(
            Ask<SecondRegionVerification>(Change("shop-logs", volume => volume with { Backups = [.. volume.Backups.Where(one => one.Region == Here)] })),
            "DRF553",
            "volume 'shop-logs'");

    [Test]
    public void A_copy_that_is_too_old_does_not_count() =>
        AssertRed(
            Ask<SecondRegionVerification>(Change("shop-logs", volume => volume with
            {
                Backups = [.. volume.Backups.Where(one => one.Region == Here || one.At < _now.AddDays(-4))],
            })),
            "DRF553",
            "volume 'shop-logs'");

    [TestCase("SOFTWARE", "ENABLED")]
    [TestCase("HSM", "DISABLED")]
    [TestCase("HSM", "PENDINGDELETION")]
    public void A_key_in_software_or_not_enabled_is_named_with_what_it_protects(string protection, string state)
    {
        var answer = Ask<EncryptionKeysVerification>(Good() with { Keys = [new AuditedKey("k", "master", protection, state)] });

        AssertRed(answer, "DRF554", "key 'master'");
        Assert.That(answer.Findings[0].Statement, Does.Contain("volume 'shop-logs'").And.Contain("secret 'db-password'"));
    }

    [Test]
    public void A_key_that_is_not_there_is_named() => AssertRed(Ask<EncryptionKeysVerification>(Good() with { Keys = [] }), "DRF554", "key 'k'");

    [Test]
    public void A_key_that_oracle_manages_is_a_note()
    {
        var answer = Ask<EncryptionKeysVerification>(Change("archive", bucket => bucket with { KeyId = null }));

        Assert.That(answer.Verdict, Is.EqualTo(Verdict.Passed));
        Assert.That(answer.Findings.Single().Severity, Is.EqualTo(FindingSeverity.Note));
    }

    [TestCase(-91)]
    [TestCase(null)]
    public void A_secret_that_was_not_rotated_is_named(int? days) =>
        AssertRed(
            Ask<SecretAgeVerification>(Good() with { Secrets = [new AuditedSecret("s", "db-password", "k", days is { } age ? _now.AddDays(age) : null)] }),
            "DRF555",
            "secret 'db-password'");

    private PolicyAudit Audit => new(_tenancy, new OciSources { Compartments = ["c"] }, TimeProvider.System);

    private IReadOnlyList<InventoryQuestion> Questions => [.. Audit.Questions.OfType<InventoryQuestion>()];

    private VerificationAnswer Ask<T>(SystemInventory inventory)
        where T : InventoryQuestion => Questions.OfType<T>().Single().Ask(inventory);

    private static void AssertRed(VerificationAnswer answer, string code, string subject)
    {
        Assert.That(answer.Verdict, Is.EqualTo(Verdict.Failed));
        Assert.That(answer.Findings.Select(finding => (finding.Code, finding.Subject)).Distinct(), Is.EqualTo(new[] { (code, subject) }));
    }

    private static SystemInventory Change(string name, Func<AuditedResource, AuditedResource> change)
    {
        var good = Good();
        return good with { Resources = [.. good.Resources.Select(resource => resource.Name == name ? change(resource) : resource)] };
    }

    private static SystemInventory Good() => new(
        _now,
        [
            new AuditedResource
            {
                Kind = AuditedKind.Volume, Id = "v", Name = "shop-logs", Region = Here, CreatedAt = _now.AddYears(-1), KeyId = "k",
                Policy = "daily", PolicyKeeps = TimeSpan.FromDays(7), Backups = [.. Daily(7, Here), .. Daily(7, There)],
            },
            new AuditedResource
            {
                Kind = AuditedKind.Database, Id = "d", Name = "catalogue", Region = Here, CreatedAt = _now.AddYears(-1), KeyId = "k",
                Policy = "automatic backups", PolicyKeeps = TimeSpan.FromDays(60), ReplicaRegions = [There], Backups = [.. Daily(60, Here)],
            },
            new AuditedResource
            {
                Kind = AuditedKind.Bucket, Id = "b", Name = "archive", Region = Here, CreatedAt = _now.AddYears(-1), KeyId = "k",
                Policy = "retention rule", ReplicaRegions = [There], Backups = [new AuditedBackup("full.dump", _now.AddDays(-20), Here, null, true)],
            },
        ],
        [new AuditedKey("k", "master", "HSM", "ENABLED")],
        [new AuditedSecret("s", "db-password", "k", _now.AddDays(-30))]);

    private static IEnumerable<AuditedBackup> Daily(int days, string region) => Enumerable.Range(0, days)
        .Select(day => new AuditedBackup($"{region}-{day}", _now.AddHours(-1).AddDays(-day), region, _now.AddHours(-1).AddDays(days - day), true));
}
