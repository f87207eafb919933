using BharatMart.Verifications;
using DrDrills.Drills;
using DrDrills.Evidence;
using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Backups.BaseBackup;
using DrDrills.PostgreSql.Backups.PgDump;
using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Verifications;
using DrDrills.Reporting.Progress;
using DrDrills.Steps.Hooks;
using DrDrills.Verification;

namespace DrDrills.Steps.Drivers;

/// <summary>Runs the scenario's one drill.</summary>
public sealed class RecoveryDriver(
    DrillWorld world, RunSession session, LogDriver log, ScenarioContext scenario, FeatureContext feature)
{
    public Task FromDumpAsync() => RunAsync(
        (target, runId, work) => new DumpRecovery(new DumpRecoveryOptions
        {
            Source = new BackupFolderSource(world.Backups!.FullName),
            Target = target,
            RunId = runId,
            WorkFolder = work,
        }),
        [new ShopApiVerification()]);

    public async Task ToMomentBeforeDamageAsync()
    {
        var incident = Incident;
        await log.CloseAsync();
        await FromLogAsync(RecoveryTarget.BeforeDamage(incident.Table!, incident.At));
    }

    /// <summary>Replays the damage too: only a negative control wants that.</summary>
    public async Task ToEndOfLogAsync()
    {
        world.Damage = "recovery went on past the damage, to the end of the log";
        world.ExpectedRed = [ExpectedFinding.WrongRows, OrdersAroundDamageVerification.OrderTooNew];
        await log.CloseAsync();
        await FromLogAsync(RecoveryTarget.Latest);
    }

    private Incident Incident =>
        world.Incident ?? throw new InvalidOperationException("the scenario says no incident before the recovery");

    /// <summary>The shop's API is asked last, for its order would be one too many for every other question.</summary>
    private Task FromLogAsync(RecoveryTarget to) => RunAsync(
        (target, runId, work) => new PointInTimeRecovery(new PointInTimeRecoveryOptions
        {
            Source = new BackupFolderSource(world.Backups!.FullName),
            WalArchive = world.LogArchive!,
            Target = target,
            RunId = runId,
            WorkFolder = work,
            RecoveryTarget = to,
            Database = world.LiveDatabase,
            Expected = world.HeldBeforeIncident,
        }),
        [new OrdersAroundDamageVerification(world.OrdersBefore, world.OrdersAfter), new ShopApiVerification()]);

    private async Task RunAsync(
        Func<IPostgresTarget, string, DirectoryInfo, IRecovery> recover, IReadOnlyList<IVerification> ofTheShop)
    {
        var target = await session.TargetAsync(CancellationToken.None);
        var runId = RunIds.New(TimeProvider.System);
        await using var work = await RunFolder.CreateAsync(runId, "work", null, CancellationToken.None);
        var plan = Plan(runId, recover(target, runId, work.Directory), ofTheShop);
        var progress = new ProgressLog(session.Settings.Out.FullName, plan.DrillId, TimeProvider.System);
        var runner = new DrillRunner(TimeProvider.System, new DrillObservers(new AllureObserver(), progress));
        progress.DrillBegan(plan.Title);
        world.Run = await runner.RunAsync(plan, CancellationToken.None);
        progress.DrillEnded(world.Run);
    }

    private DrillPlan Plan(string runId, IRecovery recovery, IReadOnlyList<IVerification> ofTheShop)
    {
        var tags = scenario.ScenarioInfo.CombinedTags;
        var file = ScenarioFile.Find(feature.FeatureInfo.Title, scenario.ScenarioInfo.Title);
        return new DrillPlan
        {
            RunId = runId,
            DrillId = ScenarioFile.DrillId(file.Path, scenario.ScenarioInfo.Title),
            Title = scenario.ScenarioInfo.Title,
            System = "bharatmart",
            Incident = Incident,
            Recovery = recovery,
            Verifications = [.. Verifications.Default, .. ofTheShop],
            Objectives = world.Objectives,
            EvidenceClass = EvidenceClass.Mechanism,
            Controls = [.. tags.Where(tag => tag.StartsWith("control:", StringComparison.Ordinal)).Select(tag => new ControlId(tag["control:".Length..]))],
            Trigger = session.Settings.Trigger,
            NegativeControl = tags.Contains("negative-control"),
        };
    }
}
