using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.Evidence;
using DrDrills.Testing;
using DrDrills.Verification;
using NUnit.Framework;

namespace DrDrills.Tests.Drills;

/// <summary>No egress from a restored copy: proven, or the drill does not go on, or the caller allowed it and the record says so.</summary>
public sealed class DrillIsolationTests
{
    private static readonly IsolationProof Open = new("none: no namespaces", false, "The server tried 127.0.0.1:4711: connected.");

    private static readonly IsolationProof Unknown = new("none: remote server", null, "No probe was run.");

    private static IEnumerable<TestCaseData> NotProven =>
        [new TestCaseData(Open, "the probe got out").SetArgDisplayNames("open"), new TestCaseData(Unknown, "no probe could show it").SetArgDisplayNames("unknown")];

    [TestCaseSource(nameof(NotProven))]
    public async Task A_copy_that_is_not_proven_cut_off_is_not_restored(IsolationProof isolation, string why)
    {
        var recovery = new ScriptedRecovery { Target = Samples.Target() with { Isolation = isolation } };

        var run = await DrillRuns.RunAsync(plan => plan, recovery, ScriptedVerification.Passing("table-content"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Verdict, Is.EqualTo(Verdict.Inconclusive));
            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Inconclusive));
            Assert.That(run.Error!.Code, Is.EqualTo("DR3209"));
            Assert.That(run.VerdictReason, Does.Contain(isolation.Mode).And.Contain(why).And.Contain(isolation.Probe));
            Assert.That(run.Error.Hint, Does.Contain("--allow-egress"));
            Assert.That(recovery.Calls, Is.EqualTo(new[] { "locate", "provision", "dispose", "disposed" }));
            Assert.That(run.Stages.Single(stage => stage.Stage == DrillStage.Fetch).State, Is.EqualTo(StageState.Skipped));
        }
    }

    [TestCaseSource(nameof(NotProven))]
    public async Task The_caller_may_allow_it_and_the_record_says_so(IsolationProof isolation, string why)
    {
        var recovery = new ScriptedRecovery { Target = Samples.Target() with { Isolation = isolation } };

        var run = await DrillRuns.RunAsync(plan => plan with { AllowEgress = true }, recovery, ScriptedVerification.Passing("table-content"));
        var target = EvidenceRecord.Of(run, Samples.Context()).Target.Value;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Verdict, Is.EqualTo(Verdict.Passed), run.VerdictReason);
            Assert.That(run.Deviations, Has.One.Contains("which the caller allowed").And.One.Contains(isolation.Probe), why);
            Assert.That(target.EgressAllowed, Is.True);
            Assert.That(target.EgressBlocked.State, Is.EqualTo(isolation.EgressBlocked is null ? StatedState.NotMeasured : StatedState.Stated));
        }
    }

    [Test]
    public async Task A_server_that_takes_the_provisioned_ones_place_is_held_to_the_same()
    {
        var recovery = new ScriptedRecovery { Copy = new RestoredCopy(null, null) { Target = Samples.Target() with { Isolation = Open } } };

        var run = await DrillRuns.RunAsync(plan => plan, recovery, ScriptedVerification.Passing("table-content"));

        Assert.That(run.Error?.Code, Is.EqualTo("DR3209"));
        Assert.That(run.Verdict, Is.EqualTo(Verdict.Inconclusive));
        Assert.That(run.Verifications.Single().Verdict, Is.EqualTo(Verdict.Inconclusive));
    }

    [Test]
    public async Task A_place_that_runs_nothing_of_the_backup_needs_no_probe()
    {
        var recovery = new ScriptedRecovery
        {
            Target = Samples.Target() with { Isolation = IsolationProof.OfInertPlace("the volume is only read") },
        };

        var run = await DrillRuns.RunAsync(plan => plan, recovery, ScriptedVerification.Passing("table-content"));
        var target = EvidenceRecord.Of(run, Samples.Context()).Target.Value;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Verdict, Is.EqualTo(Verdict.Passed), run.VerdictReason);
            Assert.That(run.Deviations, Is.Empty);
            Assert.That(target.EgressBlocked.State, Is.EqualTo(StatedState.NotApplicable));
            Assert.That(target.EgressAllowed, Is.False);
        }
    }
}
