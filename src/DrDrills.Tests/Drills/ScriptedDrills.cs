using DrDrills.Drills;
using DrDrills.Testing;
using DrDrills.Verification;

namespace DrDrills.Tests.Drills;

/// <summary>Drills of the real runner over a scripted recovery, on a clock that passes only when told.</summary>
public abstract class ScriptedDrills
{
    protected JumpingClock Clock { get; } = new(Samples.Incidence);

    protected void Pass(int seconds) => Clock.Advance(TimeSpan.FromSeconds(seconds));

    protected Task<DrillRun> RunAsync(ScriptedRecovery recovery, params IVerification[] verifications) =>
        RunAsync(plan => plan, recovery, verifications);

    protected Task<DrillRun> RunAsync(
        Func<DrillPlan, DrillPlan> change, ScriptedRecovery recovery, params IVerification[] verifications) =>
        new DrillRunner(Clock, NoObserver.Instance).RunAsync(change(Samples.Plan(recovery, verifications)), CancellationToken.None);

    protected static StageRecord Stage(DrillRun run, DrillStage stage) => run.Stages.Single(record => record.Stage == stage);
}
