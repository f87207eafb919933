using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.Objectives;
using DrDrills.Testing;
using DrDrills.Verification;
using NUnit.Framework;

namespace DrDrills.Tests.Drills;

/// <summary>What a finished drill comes to: disposal, objectives, verdict and exit code.</summary>
public sealed class DrillConclusionTests : ScriptedDrills
{
    [Test]
    public async Task A_copy_that_is_still_there_is_told_by_the_exit_code()
    {
        var recovery = new ScriptedRecovery { Disposal = new DisposalOutcome(false, ["the container still answers"]) };

        var run = await RunAsync(recovery, ScriptedVerification.Passing("table-content"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.DisposalFailed));
            Assert.That(run.Verdict, Is.Not.EqualTo(Verdict.Passed));
            Assert.That(run.VerdictReason, Does.Contain("the container still answers"));
        }
    }

    [Test]
    public async Task A_disposal_that_throws_is_a_failed_disposal()
    {
        var recovery = new ScriptedRecovery().On(DrillStage.Dispose, () => throw new IOException("busy"));

        var run = await RunAsync(recovery);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.DisposalFailed));
            Assert.That(run.Disposal!.Disposed, Is.False);
            Assert.That(Stage(run, DrillStage.Dispose).State, Is.EqualTo(StageState.Failed));
            Assert.That(recovery.Calls, Does.Contain("disposed"));
        }
    }

    [Test]
    public async Task A_bad_backup_is_not_hidden_by_a_failed_disposal()
    {
        var recovery = new ScriptedRecovery { Disposal = new DisposalOutcome(false, ["still there"]) };

        var run = await RunAsync(recovery, ScriptedVerification.Failing("table-content", "DRF301"));

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.VerificationFailed));
    }

    [Test]
    public async Task A_recovery_time_over_its_objective_is_a_missed_objective()
    {
        var recovery = new ScriptedRecovery().On(DrillStage.Restore, () => Pass(3601));

        var run = await RunAsync(recovery);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((run.Verdict, run.ExitCode), Is.EqualTo((Verdict.Failed, ExitCode.ObjectiveMissed)));
            Assert.That(run.RecoveryTime.State, Is.EqualTo(ObjectiveState.Missed));
        }
    }

    [Test]
    public async Task A_drill_that_only_looks_has_no_recovery_time()
    {
        var run = await RunAsync(plan => plan with { Objectives = DrillObjectives.None }, new ScriptedRecovery { OnlyLooks = true });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.RecoveryTime.Measured, Is.Null);
            Assert.That(run.RecoveryTime.Method, Does.Contain("recovers nothing"));
            Assert.That(run.Verdict, Is.EqualTo(Verdict.Passed));
        }
    }

    [Test]
    public async Task A_recovery_time_exactly_at_its_objective_meets_it()
    {
        var recovery = new ScriptedRecovery().On(DrillStage.Restore, () => Pass(3600));

        var run = await RunAsync(recovery);

        Assert.That(run.RecoveryTime.State, Is.EqualTo(ObjectiveState.Met));
    }

    [Test]
    public async Task A_data_loss_over_its_objective_is_a_missed_objective()
    {
        var recovery = new ScriptedRecovery { Point = Samples.Point() with { Instant = Samples.Incidence.AddHours(-25) } };

        var run = await RunAsync(recovery);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.ObjectiveMissed));
            Assert.That(run.DataLoss.Measured, Is.EqualTo(TimeSpan.FromHours(25)));
        }
    }

    [Test]
    public async Task A_data_loss_that_cannot_be_measured_is_not_green_where_an_objective_is_set()
    {
        var run = await RunAsync(new ScriptedRecovery { Point = null });

        using (Assert.EnterMultipleScope())
        {
            Assert.That((run.Verdict, run.ExitCode), Is.EqualTo((Verdict.Inconclusive, ExitCode.Inconclusive)));
            Assert.That(run.DataLoss.State, Is.EqualTo(ObjectiveState.NotMeasured));
        }
    }

    [Test]
    public async Task A_server_with_durability_off_gives_no_recovery_time_and_is_not_green_where_an_objective_is_set()
    {
        var run = await RunAsync(new ScriptedRecovery { Target = Samples.Target(TimingProfile.Quick) });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.RecoveryTime.State, Is.EqualTo(ObjectiveState.NotMeasured));
            Assert.That(run.RecoveryTime.Method, Does.Contain("quick"));
            Assert.That(run.Verdict, Is.EqualTo(Verdict.Inconclusive));
        }
    }

    [Test]
    public async Task Without_objectives_a_proven_recovery_passes_and_says_that_none_was_set()
    {
        var run = await RunAsync(plan => plan with { Objectives = DrillObjectives.None }, new ScriptedRecovery());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Verdict, Is.EqualTo(Verdict.Passed));
            Assert.That(run.RecoveryTime.State, Is.EqualTo(ObjectiveState.NotSet));
        }
    }

    [Test]
    public async Task A_backup_without_manifest_is_compared_only_with_itself()
    {
        var run = await RunAsync(new ScriptedRecovery { Backup = Samples.Backup() with { Manifest = null, ManifestDigest = null } });

        Assert.That(run.ComparisonBasis, Is.EqualTo(ComparisonBasis.SelfConsistentOnly));
    }
}
