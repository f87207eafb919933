using BharatMart.Verifications;
using DrDrills.Drills;
using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Backups.BaseBackup;
using DrDrills.PostgreSql.Backups.PgDump;
using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Verifications;
using DrDrills.Steps.Hooks;
using DrDrills.Verification;

namespace DrDrills.Steps.Drivers;

/// <summary>Recovers BharatMart's database from dumps and base backups.</summary>
public sealed class RecoveryDriver(DrillWorld world, RunSession session, LogDriver log, DrillDriver drill)
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
        var incident = drill.Incident;
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
        await drill.RunAsync((runId, work) => recover(target, runId, work), [.. Verifications.Default, .. Verifications.Of(world.Checks), .. ofTheShop]);
    }
}
