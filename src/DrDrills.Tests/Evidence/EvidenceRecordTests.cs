using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.Evidence;
using DrDrills.Objectives;
using DrDrills.Testing;
using DrDrills.Verification;
using NUnit.Framework;

namespace DrDrills.Tests.Evidence;

public sealed class EvidenceRecordTests
{
    [Test]
    public async Task A_passed_drill_proves_recovery_with_its_figures_in_seconds()
    {
        var run = await DrillRuns.PassedAsync();

        var record = EvidenceRecord.Of(run, Samples.Context());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(record.Kind, Is.EqualTo(EvidenceKind.RecoveryDrill));
            Assert.That(record.Outcome.ProvesRecovery, Is.True);
            Assert.That(record.Timing.RecoveryTimeSeconds.Value, Is.EqualTo(30));
            Assert.That(record.Timing.RecoveryTimeObjectiveSeconds.Value, Is.EqualTo(3600));
            Assert.That(record.Timing.DataLossSeconds.Value, Is.EqualTo(3600));
            Assert.That(record.Source.Value.ManifestSha256.Value, Is.EqualTo(new string('d', 64)));
            Assert.That(record.Checks.Reconciliation.Value.Rows, Is.EqualTo(42));
        }
    }

    [Test]
    public async Task A_failed_drill_proves_nothing_and_its_recovery_time_says_why_it_was_not_measured()
    {
        var run = await DrillRuns.FailedAsync("DRF301");

        var record = EvidenceRecord.Of(run, Samples.Context());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(record.Outcome.ProvesRecovery, Is.False);
            Assert.That(record.Outcome.ExitCode, Is.EqualTo(10));
            Assert.That(record.Timing.RecoveryTimeSeconds.State, Is.EqualTo(StatedState.NotMeasured));
            Assert.That(record.Timing.RecoveryTimeSeconds.Reason, Does.Contain("not proven"));
            Assert.That(record.Checks.Findings.Single().From, Is.EqualTo("table-content"));
        }
    }

    [Test]
    public async Task A_time_taken_with_durability_off_is_never_reported_even_where_a_run_claims_one()
    {
        var run = await DrillRuns.PassedAsync();
        var claimed = run with { Target = Samples.Target(TimingProfile.Quick) };

        var record = EvidenceRecord.Of(claimed, Samples.Context());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(claimed.RecoveryTime.State, Is.EqualTo(ObjectiveState.Met));
            Assert.That(record.Timing.RecoveryTimeSeconds.State, Is.EqualTo(StatedState.NotMeasured));
            Assert.That(record.Timing.RecoveryTimeSeconds.Reason, Does.Contain("quick"));
            Assert.That(record.Timing.RecoveryTimeState, Is.EqualTo(ObjectiveState.NotMeasured));
        }
    }

    [Test]
    public async Task Tool_output_in_the_text_of_an_error_does_not_enter_the_record()
    {
        const string Row = "Key (email)=(asha@example.org) already exists.";
        var error = new VerificationImpossibleException("DR4101", "amcheck", "amcheck could not run.", "install it.", Row);
        var run = await DrillRuns.RunAsync(
            new ScriptedVerification("amcheck", VerificationMoment.Restored, _ => throw error));
        var left = run with { Disposal = new DisposalOutcome(false, [error.Message]) };

        var text = EvidenceJson.Format(EvidenceRecord.Of(left, Samples.Context()));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Verifications.Single().InconclusiveBecause, Does.Contain(Row));
            Assert.That(text, Does.Contain("amcheck could not run."));
            Assert.That(text, Does.Not.Contain("asha@example.org"));
        }
    }

    [Test]
    public async Task An_egress_probe_that_could_not_run_is_not_counted_as_blocked()
    {
        var run = await DrillRuns.PassedAsync();
        var unprobed = run with { Target = Samples.Target() with { Isolation = new IsolationProof("none: remote server", null, "not tried") } };

        var record = EvidenceRecord.Of(unprobed, Samples.Context());

        Assert.That(record.Target.Value.EgressBlocked.State, Is.EqualTo(StatedState.NotMeasured));
    }

    [Test]
    public async Task A_drill_that_found_no_backup_says_so_in_every_field_that_depends_on_it()
    {
        var recovery = new ScriptedRecovery();
        var run = await DrillRuns.RunAsync(
            plan => plan with { Recovery = new ScriptedRecovery().On(DrillStage.Locate, () => throw Missing()) }, recovery);

        var record = EvidenceRecord.Of(run, Samples.Context());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(record.Source.Reason, Is.EqualTo("No backup was found."));
            Assert.That(record.Target.State, Is.EqualTo(StatedState.NotMeasured));
            Assert.That(record.Checks.Reconciliation.State, Is.EqualTo(StatedState.NotMeasured));
            Assert.That(record.Outcome.Error.Value.Code, Is.EqualTo("DR1101"));
        }
    }

    [Test]
    public async Task A_record_says_what_was_not_tested()
    {
        var run = await DrillRuns.PassedAsync();

        Assert.That(
            () => EvidenceRecord.Of(run, Samples.Context() with { NotTested = [] }), Throws.ArgumentException.With.Message.Contains("not tested"));
    }

    [Test]
    public void The_scenario_is_hashed_as_it_ran()
    {
        var scenario = Samples.Context().Scenario!;

        Assert.That(
            scenario.GherkinSha256, Is.EqualTo(Sha256Digest.Of(System.Text.Encoding.UTF8.GetBytes(scenario.Gherkin)).Hex));
    }

    private static BackupNotFoundException Missing() =>
        new("DR1101", "file:///backups", "No backup lies before the incident.", "was the job's last run green?");
}
