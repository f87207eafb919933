using DrDrills.Drills;
using DrDrills.Verification;
using Microsoft.Extensions.Time.Testing;

namespace DrDrills.Testing;

/// <summary>Finished runs, made by the real runner over a scripted recovery and a fake clock.</summary>
public static class DrillRuns
{
    /// <summary>A drill that passes: 5 s per stage, so 35 s to ready.</summary>
    public static Task<DrillRun> PassedAsync() => RunAsync(ScriptedVerification.Passing("table-content"));

    /// <summary>A drill that fails with one finding.</summary>
    public static Task<DrillRun> FailedAsync(string code = "DRF301") =>
        RunAsync(ScriptedVerification.Failing("table-content", code));

    /// <summary>A negative control.</summary>
    public static Task<DrillRun> ControlAsync(params IVerification[] verifications) => RunAsync(
        plan => plan with { NegativeControl = true, DrillId = "catalog/nightly-dump/changed-byte", RunId = "20260801-030500-aaaaaa" },
        new ScriptedRecovery(),
        verifications);

    public static Task<DrillRun> RunAsync(params IVerification[] verifications) =>
        RunAsync(plan => plan, new ScriptedRecovery(), verifications);

    public static async Task<DrillRun> RunAsync(
        Func<DrillPlan, DrillPlan> change, ScriptedRecovery recovery, params IVerification[] verifications)
    {
        var clock = new FakeTimeProvider(Samples.Incidence);
        foreach (var stage in Enum.GetValues<DrillStage>().Where(s => s is not (DrillStage.DeclareIncident or DrillStage.Verify)))
        {
            recovery.On(stage, () => clock.Advance(TimeSpan.FromSeconds(5)));
        }

        return await new DrillRunner(clock, NoObserver.Instance)
            .RunAsync(change(Samples.Plan(recovery, verifications)), CancellationToken.None);
    }
}
