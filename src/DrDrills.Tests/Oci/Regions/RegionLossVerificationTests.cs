using DrDrills.Drills;
using DrDrills.Objectives;
using DrDrills.Oci.Policies.Inventory;
using DrDrills.Oci.Regions;
using DrDrills.Testing;
using DrDrills.Verification;
using NUnit.Framework;

namespace DrDrills.Tests.Oci.Regions;

public sealed class RegionLossVerificationTests
{
    private const string Mumbai = "ap-mumbai-1";
    private const string Hyderabad = "ap-hyderabad-1";

    [Test]
    public async Task A_replica_and_a_copy_of_a_backup_survive_and_the_rest_is_named()
    {
        var answer = await AskAsync(
            ["archive", "logs"],
            Bucket("archive") with { ReplicaRegions = [Hyderabad] },
            Bucket("logs") with { Kind = AuditedKind.Volume, Backups = [Backup(Mumbai), Backup(Hyderabad)] },
            Bucket("by-hand") with { Backups = [Backup(Mumbai)] });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Verdict, Is.EqualTo(Verdict.Passed));
            Assert.That(answer.Findings.Single().Subject, Is.EqualTo("bucket 'by-hand'"));
            Assert.That(answer.Findings.Single().Severity, Is.EqualTo(FindingSeverity.Note));
        }
    }

    [Test]
    public async Task What_was_promised_and_has_no_copy_fails()
    {
        var answer = await AskAsync(["archive"], Bucket("archive") with { Backups = [Backup(Mumbai)] });

        Assert.That(answer.Verdict, Is.EqualTo(Verdict.Failed));
        Assert.That(answer.Findings.Single().Code, Is.EqualTo(RegionLossVerification.LostPromised));
    }

    [Test]
    public async Task What_was_promised_and_is_not_there_at_all_fails()
    {
        var answer = await AskAsync(["ledger"], Bucket("archive") with { ReplicaRegions = [Hyderabad] });

        Assert.That(answer.Findings.Single().Subject, Is.EqualTo("'ledger'"));
        Assert.That(answer.Verdict, Is.EqualTo(Verdict.Failed));
    }

    [Test]
    public async Task An_inventory_of_nothing_proves_nothing()
    {
        var answer = await AskAsync([]);

        Assert.That(answer.Verdict, Is.EqualTo(Verdict.Inconclusive));
    }

    private static AuditedBackup Backup(string region) => new($"backup in {region}", Samples.Incidence.AddHours(-1), region, null, true);

    private static AuditedResource Bucket(string name) => new()
    {
        Kind = AuditedKind.Bucket,
        Id = name,
        Name = name,
        Region = Mumbai,
        CreatedAt = Samples.Incidence.AddDays(-30),
    };

    private static Task<VerificationAnswer> AskAsync(IReadOnlyCollection<string> promised, params AuditedResource[] resources) =>
        new RegionLossVerification(resources, Samples.Incidence, Mumbai, Hyderabad, promised).RunAsync(
            new VerificationContext
            {
                Backup = Samples.Backup(),
                Incident = new Incident("test", IncidentKind.Declared, Samples.Incidence),
                Objectives = DrillObjectives.None,
            },
            CancellationToken.None);
}
