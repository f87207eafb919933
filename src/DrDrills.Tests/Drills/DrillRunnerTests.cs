using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.Objectives;
using DrDrills.Testing;
using DrDrills.Verification;
using NUnit.Framework;

namespace DrDrills.Tests.Drills;

public sealed class DrillRunnerTests : ScriptedDrills
{
    [Test]
    public async Task Stages_run_in_order_and_the_copy_is_disposed_of_last()
    {
        var recovery = new ScriptedRecovery();

        var run = await RunAsync(recovery, ScriptedVerification.Passing("table-content"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                recovery.Calls,
                Is.EqualTo(new[] { "locate", "provision", "fetch", "restore", "replay", "ready", "dispose", "disposed" }));
            Assert.That(run.Stages.Select(stage => stage.Stage), Is.EqualTo(Enum.GetValues<DrillStage>()));
            Assert.That(run.Verdict, Is.EqualTo(Verdict.Passed), run.VerdictReason);
            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Passed));
        }
    }

    [Test]
    public async Task Figures_come_from_the_monotonicClock_even_when_the_wallClock_jumps()
    {
        var recovery = new ScriptedRecovery()
            .On(DrillStage.Locate, () => Pass(2))
            .On(DrillStage.Restore, () =>
            {
                Pass(7);
                Clock.Jump(TimeSpan.FromDays(-3));
            })
            .On(DrillStage.Ready, () => Pass(1));

        var run = await RunAsync(recovery);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.RecoveryTime.Measured, Is.EqualTo(TimeSpan.FromSeconds(10)));
            Assert.That(Stage(run, DrillStage.Restore).Duration, Is.EqualTo(TimeSpan.FromSeconds(7)));
            Assert.That(Stage(run, DrillStage.Ready).Offset, Is.EqualTo(TimeSpan.FromSeconds(9)));
            Assert.That(run.EndedAt, Is.LessThan(run.DeclaredAt), "the wall clock did jump");
        }
    }

    [Test]
    public async Task A_restore_that_is_refused_leaves_its_findings_and_a_failed_drill()
    {
        var recovery = new ScriptedRecovery().On(
            DrillStage.Restore, () => throw new BackupRefusedException("DR1401", "b", [Samples.Finding("DRF511")], "no hint."));

        var run = await RunAsync(recovery, ScriptedVerification.Passing("table-content"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Verdict, Is.EqualTo(Verdict.Failed));
            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.VerificationFailed));
            Assert.That(run.StageFindings.Select(finding => finding.Code), Is.EqualTo(new[] { "DRF511" }));
            Assert.That(run.Verifications.Single().Verdict, Is.EqualTo(Verdict.Inconclusive));
        }
    }

    [Test]
    public async Task Recovery_time_stops_at_ready_not_after_disposal()
    {
        var recovery = new ScriptedRecovery()
            .On(DrillStage.Restore, () => Pass(20))
            .On(DrillStage.Ready, () => Pass(2))
            .On(DrillStage.Dispose, () => Pass(60));

        var run = await RunAsync(recovery);

        Assert.That(run.RecoveryTime.Measured, Is.EqualTo(TimeSpan.FromSeconds(22)));
    }

    [Test]
    public async Task Recovery_time_includes_verification()
    {
        var slow = new ScriptedVerification("table-content", VerificationMoment.Restored, _ =>
        {
            Pass(30);
            return VerificationAnswer.Looked("1 table", []);
        });

        var run = await RunAsync(new ScriptedRecovery(), slow);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.RecoveryTime.Measured, Is.EqualTo(TimeSpan.FromSeconds(30)));
            Assert.That(run.Verifications.Single().Duration, Is.EqualTo(TimeSpan.FromSeconds(30)));
        }
    }

    [Test]
    public async Task A_failed_verification_leaves_no_recovery_time_and_no_data_loss_and_the_rest_are_still_asked()
    {
        var recovery = new ScriptedRecovery();
        var later = ScriptedVerification.Passing("sequences");

        var run = await RunAsync(recovery, ScriptedVerification.Failing("table-content", "DRF301"), later);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((run.Verdict, run.ExitCode), Is.EqualTo((Verdict.Failed, ExitCode.VerificationFailed)));
            Assert.That(run.RecoveryTime.State, Is.EqualTo(ObjectiveState.NotMeasured));
            Assert.That(run.DataLoss.State, Is.EqualTo(ObjectiveState.NotMeasured));
            Assert.That(later.Asked, Has.Count.EqualTo(1));
            Assert.That(recovery.Calls, Does.Not.Contain("ready"));
            Assert.That(recovery.Calls, Does.Contain("dispose"));
            Assert.That(run.VerdictReason, Does.Contain("DRF301"));
        }
    }

    [Test]
    public async Task A_verification_that_could_not_be_asked_is_inconclusive_never_passed()
    {
        var run = await RunAsync(
            new ScriptedRecovery(), ScriptedVerification.Passing("table-content"), ScriptedVerification.Impossible("amcheck"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That((run.Verdict, run.ExitCode), Is.EqualTo((Verdict.Inconclusive, ExitCode.Inconclusive)));
            Assert.That(run.RecoveryTime.Measured, Is.Null);
        }
    }

    [Test]
    public async Task A_verification_that_throws_is_inconclusive_and_the_others_are_still_asked()
    {
        var broken = new ScriptedVerification("roles", VerificationMoment.Restored, _ => throw new InvalidOperationException("no"));
        var later = ScriptedVerification.Passing("sequences");

        var run = await RunAsync(new ScriptedRecovery(), broken, later);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Verdict, Is.EqualTo(Verdict.Inconclusive));
            Assert.That(run.Verifications[0].InconclusiveBecause, Does.Contain("InvalidOperationException"));
            Assert.That(later.Asked, Has.Count.EqualTo(1));
        }
    }

    [Test]
    public async Task A_finding_in_the_fetched_files_stops_before_a_restore_is_spent_on_them()
    {
        var recovery = new ScriptedRecovery();
        var content = ScriptedVerification.Passing("table-content");

        var run = await RunAsync(recovery, ScriptedVerification.Failing("files", "DRF201", VerificationMoment.Fetched), content);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(recovery.Calls, Is.EqualTo(new[] { "locate", "provision", "fetch", "dispose", "disposed" }));
            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.VerificationFailed));
            Assert.That(content.Asked, Is.Empty);
            Assert.That(run.Verifications.Select(v => v.Verdict), Is.EqualTo(new[] { Verdict.Failed, Verdict.Inconclusive }));
            Assert.That(Stage(run, DrillStage.Restore).State, Is.EqualTo(StageState.Skipped));
        }
    }

    [Test]
    public async Task An_error_that_accuses_the_backup_fails_the_drill_with_a_finding()
    {
        var recovery = new ScriptedRecovery().On(
            DrillStage.Restore, () => throw new BackupUnreadableException("DR1301", "bharatmart.dump", "The archive ends early.", "take it again."));

        var run = await RunAsync(recovery, ScriptedVerification.Passing("table-content"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That((run.Verdict, run.ExitCode), Is.EqualTo((Verdict.Failed, ExitCode.VerificationFailed)));
            Assert.That(run.StageFindings.Single().Code, Is.EqualTo("DR1301"));
            Assert.That(Stage(run, DrillStage.Verify).State, Is.EqualTo(StageState.Skipped));
            Assert.That(recovery.Calls, Does.Contain("dispose"));
        }
    }

    [Test]
    public async Task An_error_that_does_not_accuse_the_backup_is_inconclusive_with_its_own_exit_code()
    {
        var recovery = new ScriptedRecovery().On(
            DrillStage.Provision, () => throw new EngineUnavailableException("DR3101", "PostgreSQL", "None is installed.", "install it."));

        var run = await RunAsync(recovery, ScriptedVerification.Passing("table-content"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That((run.Verdict, run.ExitCode), Is.EqualTo((Verdict.Inconclusive, ExitCode.EnvironmentMissing)));
            Assert.That(run.StageFindings, Is.Empty);
            Assert.That(recovery.Calls, Does.Contain("dispose"));
        }
    }

    [Test]
    public async Task An_error_that_nobody_foresaw_is_inconclusive_and_internal()
    {
        var recovery = new ScriptedRecovery().On(DrillStage.Restore, () => throw new InvalidCastException("oops"));

        var run = await RunAsync(recovery);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((run.Verdict, run.ExitCode), Is.EqualTo((Verdict.Inconclusive, ExitCode.Internal)));
            Assert.That(run.Error!.Code, Is.EqualTo("DR0001"));
            Assert.That(run.Error!.InnerException, Is.TypeOf<InvalidCastException>());
        }
    }

    [Test]
    public async Task A_stage_over_its_limit_is_inconclusive_and_named()
    {
        var recovery = new ScriptedRecovery().On(DrillStage.Restore, async stop =>
        {
            Pass(601);
            await Task.Delay(Timeout.Infinite, stop);
        });

        var run = await RunAsync(plan => plan with { StageLimit = TimeSpan.FromMinutes(10) }, recovery).WaitAsync(TimeSpan.FromSeconds(30));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Verdict, Is.EqualTo(Verdict.Inconclusive));
            Assert.That(run.VerdictReason, Does.Contain("'restore'").And.Contain("10 min"));
            Assert.That(recovery.Calls, Does.Contain("dispose"));
        }
    }

    [Test]
    public async Task A_cancelled_run_disposes_of_its_copy_and_says_that_it_was_cancelled()
    {
        using var stop = new CancellationTokenSource();
        var stopDuringDisposal = true;
        var recovery = new ScriptedRecovery()
            .On(DrillStage.Restore, async token =>
            {
                await stop.CancelAsync();
                token.ThrowIfCancellationRequested();
            })
            .On(DrillStage.Dispose, token =>
            {
                stopDuringDisposal = token.IsCancellationRequested;
                return Task.CompletedTask;
            });

        var run = await new DrillRunner(Clock, NoObserver.Instance)
            .RunAsync(Samples.Plan(recovery, ScriptedVerification.Passing("table-content")), stop.Token);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((run.Verdict, run.ExitCode), Is.EqualTo((Verdict.Inconclusive, ExitCode.Cancelled)));
            Assert.That(recovery.Calls, Does.Contain("dispose").And.Contain("disposed"));
            Assert.That(stopDuringDisposal, Is.False, "disposal does not run under the caller's token");
            Assert.That(run.Verifications.Single().Verdict, Is.EqualTo(Verdict.Inconclusive));
        }
    }

    [Test]
    public async Task Every_stage_that_ran_has_one_attempt_and_those_skipped_have_none()
    {
        var run = await RunAsync(new ScriptedRecovery(), ScriptedVerification.Failing("files", "DRF201", VerificationMoment.Fetched));

        Assert.That(
            run.Stages.Select(stage => stage.Attempts), Is.EqualTo(run.Stages.Select(stage => stage.State == StageState.Skipped ? 0 : 1)));
    }

    [Test]
    public async Task What_a_recovery_did_otherwise_is_kept_as_a_deviation()
    {
        var run = await RunAsync(new ScriptedRecovery { Deviations = ["one connection was retried"] });

        Assert.That(run.Deviations, Does.Contain("one connection was retried"));
    }
}
