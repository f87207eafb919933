using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Objectives;
using DrDrills.Testing;
using DrDrills.Verification;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Verifications;

public sealed class FreshnessVerificationTests
{
    [TestCase(24 * 60, Verdict.Passed, null)]
    [TestCase((24 * 60) + 1, Verdict.Failed, "DRF211")]
    [TestCase(-1, Verdict.Failed, "DRF212")]
    public async Task The_age_at_the_incident_is_held_to_the_objective(int minutes, Verdict verdict, string? code)
    {
        var answer = await AskAsync(context => context with { Incident = Incident(minutes) });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Verdict, Is.EqualTo(verdict));
            Assert.That(answer.Findings.SingleOrDefault()?.Code, Is.EqualTo(code));
        }
    }

    [Test]
    public async Task A_dump_of_another_day_than_it_is_listed_under_is_a_finding()
    {
        var answer = await AskAsync(context => context with
        {
            Backup = context.Backup with { TakenAt = context.Backup.TakenAt!.Value.AddDays(1) },
        });

        Assert.That(answer.Findings.Single().Code, Is.EqualTo("DRF213"));
    }

    [Test]
    public async Task The_age_of_a_base_backup_is_no_data_loss()
    {
        var answer = await AskAsync(context => context with
        {
            Incident = Incident(100 * 60),
            Backup = context.Backup with { Format = BackupFormat.PgBaseBackup },
        });

        Assert.That(answer.Verdict, Is.EqualTo(Verdict.Passed));
    }

    [Test]
    public async Task Without_an_objective_it_is_said_that_none_is_set()
    {
        var answer = await AskAsync(context => context with { Objectives = DrillObjectives.None, Incident = Incident(100 * 60) });

        Assert.That(answer.Scope, Does.Contain("no recovery point objective is set"));
    }

    [Test]
    public async Task A_backup_of_unknown_age_is_inconclusive()
    {
        var answer = await AskAsync(context => context with { Backup = context.Backup with { TakenAt = null, Manifest = null } });

        Assert.That(answer.Verdict, Is.EqualTo(Verdict.Inconclusive));
    }

    private static Incident Incident(int minutes) =>
        new("a migration went wrong", IncidentKind.Injected, Samples.Manifest().TakenAt.AddMinutes(minutes));

    private static Task<VerificationAnswer> AskAsync(Func<VerificationContext, VerificationContext> change) =>
        DrDrills.PostgreSql.Verifications.Verifications.Find(VerificationId.Parse("freshness")).RunAsync(
            change(NastyDatabase.Context(Samples.Manifest(), null)), CancellationToken.None);
}
