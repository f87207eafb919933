using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.Evidence;
using DrDrills.Objectives;
using DrDrills.Testing;
using DrDrills.Verification;
using NUnit.Framework;

namespace DrDrills.Tests.Evidence;

public sealed class NegativeControlOutcomeTests
{
    [Test]
    public async Task Failing_with_every_expected_code_is_seen_red_for_the_right_reason()
    {
        var run = await DrillRuns.ControlAsync(
            ScriptedVerification.Failing("table-content", "DRF301"), ScriptedVerification.Failing("sequences", "DRF401"));

        var record = EvidenceRecord.Of(run, Samples.ControlContext("DRF301"));

        var control = record.Outcome.NegativeControl.Value;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(control.Result, Is.EqualTo(NegativeControlResult.SeenRedForTheRightReason));
            Assert.That(control.ObservedCodes, Is.EqualTo(new[] { "DRF301", "DRF401" }));
            Assert.That(record.Kind, Is.EqualTo(EvidenceKind.NegativeControl));
            Assert.That(record.Outcome.ProvesRecovery, Is.False);
        }
    }

    [Test]
    public async Task Failing_with_every_expected_code_while_a_sentence_of_the_scenario_does_not_hold_is_red_for_another_reason()
    {
        var run = await DrillRuns.ControlAsync(ScriptedVerification.Failing("table-content", "DRF301"));

        var record = EvidenceRecord.Of(run, Samples.ControlContext("DRF301") with { Broken = new BrokenSentence("the table is another", Asked: true) });

        Assert.That(record.Outcome.NegativeControl.Value.Result, Is.EqualTo(NegativeControlResult.SeenRedForAnotherReason));
    }

    [Test]
    public async Task A_control_that_passed_keeps_its_verdict_whatever_its_scenario_says()
    {
        var run = await DrillRuns.ControlAsync(ScriptedVerification.Passing("table-content"));

        var record = EvidenceRecord.Of(run, Samples.ControlContext("DRF301") with { Broken = new BrokenSentence("the drill was expected to be refused", Asked: true) });

        Assert.That((record.Outcome.Verdict, record.Outcome.NegativeControl.Value.Result), Is.EqualTo((Verdict.Passed, NegativeControlResult.NotSeenRed)));
    }

    [Test]
    public async Task Failing_without_an_expected_code_is_seen_red_for_another_reason()
    {
        var run = await DrillRuns.ControlAsync(ScriptedVerification.Failing("table-content", "DRF301"));

        var outcome = NegativeControlOutcome.Of(run, Samples.ControlContext("DRF301", "DRF999").NegativeControl!);

        Assert.That(outcome.Result, Is.EqualTo(NegativeControlResult.SeenRedForAnotherReason));
    }

    [Test]
    public async Task A_note_with_the_expected_code_does_not_count_as_seen()
    {
        var run = await DrillRuns.ControlAsync(
            ScriptedVerification.Failing("table-content", "DRF301"),
            new ScriptedVerification(
                "freshness", VerificationMoment.Restored, _ => VerificationAnswer.Looked("1 table", [Samples.Finding("DRF501", FindingSeverity.Note)])));

        var outcome = NegativeControlOutcome.Of(run, Samples.ControlContext("DRF501").NegativeControl!);

        Assert.That(outcome.Result, Is.EqualTo(NegativeControlResult.SeenRedForAnotherReason));
    }

    [Test]
    public async Task A_missed_objective_alone_is_not_the_right_reason()
    {
        var run = await DrillRuns.RunAsync(
            plan => plan with { NegativeControl = true, Objectives = new(RecoveryTimeObjective.Parse("1 s"), null) },
            new ScriptedRecovery());

        var outcome = NegativeControlOutcome.Of(run, Samples.ControlContext("DRF301").NegativeControl!);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Verdict, Is.EqualTo(Verdict.Failed));
            Assert.That(outcome.Result, Is.EqualTo(NegativeControlResult.SeenRedForAnotherReason));
        }
    }

    [Test]
    public async Task Passing_over_damage_is_not_seen_red()
    {
        var run = await DrillRuns.ControlAsync(ScriptedVerification.Passing("table-content"));

        var record = EvidenceRecord.Of(run, Samples.ControlContext("DRF301"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(record.Outcome.NegativeControl.Value.Result, Is.EqualTo(NegativeControlResult.NotSeenRed));
            Assert.That(record.Outcome.ProvesRecovery, Is.False);
        }
    }

    [Test]
    public async Task An_inconclusive_control_is_not_seen_red_whatever_its_error_code()
    {
        var recovery = new ScriptedRecovery();
        var run = await DrillRuns.RunAsync(
            plan => plan with { NegativeControl = true, Recovery = new ScriptedRecovery().On(DrillStage.Provision, () => throw NoEngine()) }, recovery);

        var outcome = NegativeControlOutcome.Of(run, Samples.ControlContext("DR3101").NegativeControl!);

        Assert.That(outcome.Result, Is.EqualTo(NegativeControlResult.NotSeenRed));
    }

    [Test]
    public async Task A_control_that_expects_no_code_is_refused()
    {
        var run = await DrillRuns.ControlAsync(ScriptedVerification.Failing("table-content", "DRF301"));

        Assert.That(() => EvidenceRecord.Of(run, Samples.ControlContext()), Throws.ArgumentException.With.Message.Contains("finding code"));
    }

    [Test]
    public async Task A_control_without_expectation_and_an_expectation_without_control_are_refused()
    {
        var control = await DrillRuns.ControlAsync();
        var drill = await DrillRuns.PassedAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => EvidenceRecord.Of(control, Samples.Context()), Throws.ArgumentException);
            Assert.That(() => EvidenceRecord.Of(drill, Samples.ControlContext("DRF301")), Throws.ArgumentException);
        }
    }

    private static EngineUnavailableException NoEngine() =>
        new("DR3101", "PostgreSQL", "No PostgreSQL server program was found.", "apt-get install postgresql");
}
