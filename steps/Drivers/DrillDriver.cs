using DrDrills.Drills;
using DrDrills.Evidence;
using DrDrills.PostgreSql.Servers;
using DrDrills.Reporting.Progress;
using DrDrills.Steps.Hooks;
using DrDrills.Verification;

namespace DrDrills.Steps.Drivers;

/// <summary>Runs the scenario's one drill, whatever it recovers.</summary>
public sealed class DrillDriver(DrillWorld world, RunSession session, ScenarioContext scenario, FeatureContext feature)
{
    /// <summary>What the scenario says went wrong.</summary>
    public Incident Incident =>
        world.Incident ?? throw new InvalidOperationException("the scenario says no incident before the recovery");

    /// <param name="recover">Makes the recovery, of the drill's run id and its work folder.</param>
    /// <param name="verifications">What is asked, in this order.</param>
    public Task RunAsync(Func<string, DirectoryInfo, IRecovery> recover, IReadOnlyList<IVerification> verifications) =>
        RunAsync((runId, work) => (recover(runId, work), verifications));

    /// <param name="prepare">Makes the recovery and what is asked, in this order, where some questions are the recovery's own.</param>
    public async Task RunAsync(Func<string, DirectoryInfo, (IRecovery Recovery, IReadOnlyList<IVerification> Verifications)> prepare)
    {
        var runId = RunIds.New(TimeProvider.System);
        await using var work = await RunFolder.CreateAsync(runId, "work", null, CancellationToken.None);
        var (recovery, verifications) = prepare(runId, work.Directory);
        var plan = Plan(runId, recovery, verifications);
        var progress = new ProgressLog(session.Settings.Out.FullName, plan.DrillId, TimeProvider.System);
        var runner = new DrillRunner(TimeProvider.System, new DrillObservers(new AllureObserver(), progress));
        progress.DrillBegan(plan.Title);
        world.Run = await runner.RunAsync(plan, CancellationToken.None);
        progress.DrillEnded(world.Run);
    }

    private DrillPlan Plan(string runId, IRecovery recovery, IReadOnlyList<IVerification> verifications)
    {
        var tags = scenario.ScenarioInfo.CombinedTags;
        var file = ScenarioFile.Find(feature.FeatureInfo.Title, scenario.ScenarioInfo.Title);
        return new DrillPlan
        {
            RunId = runId,
            DrillId = ScenarioFile.DrillId(file.Path, scenario.ScenarioInfo.Title),
            Title = scenario.ScenarioInfo.Title,
            System = world.System,
            Incident = Incident,
            Recovery = recovery,
            Verifications = verifications,
            Objectives = world.Objectives,
            AllowEgress = session.Settings.AllowEgress,
            EvidenceClass = session.Settings.Provider is null ? EvidenceClass.Mechanism : EvidenceClass.Provider,
            Controls = [.. tags.Where(tag => tag.StartsWith("control:", StringComparison.Ordinal)).Select(tag => new ControlId(tag["control:".Length..]))],
            Trigger = session.Settings.Trigger,
            NegativeControl = tags.Contains("negative-control"),
        };
    }
}
