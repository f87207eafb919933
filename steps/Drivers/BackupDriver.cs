using BharatMart.Incidents;
using DrDrills.Backups;
using DrDrills.Fixtures.Damage;
using DrDrills.PostgreSql.Backups;
using DrDrills.Steps.Hooks;

namespace DrDrills.Steps.Drivers;

/// <summary>Takes backups of the live shop; damage is only ever done to a copy of the scenario's own.</summary>
public sealed class BackupDriver(DrillWorld world, RunSession session, ShopDriver live, LogDriver log)
{
    /// <summary>Hangs on the reviews; a dump without them that kept it could not be restored at all.</summary>
    private const string RatingsView = "catalog.product_ratings";

    public Task TakeDumpAsync() => UseAsync(BackupFormat.PgDumpCustom);

    public Task TakeParallelDumpAsync() => UseAsync(BackupFormat.PgDumpDirectory);

    public async Task TakeBaseBackupAsync()
    {
        var shop = await session.ShopAsync(CancellationToken.None);
        world.LogArchive = shop.LogArchive;
        world.Backups = await shop.Backups.BaseBackupAsync(world.LiveDatabase);
    }

    public Task CutShortAsync() =>
        DamageAsync(new CutShort { Files = BackupLayout.CustomDump }, "the dump was cut short", ExpectedFinding.WrongSize);

    public Task ChangeOneByteAsync() => DamageAsync(
        new FlippedByte { Files = BackupLayout.CustomDump }, "one byte of the dump was changed", ExpectedFinding.WrongBytes);

    public async Task ReplaceByAnotherDaysDumpAsync()
    {
        var shop = await session.ShopAsync(CancellationToken.None);
        await live.PlaceOrdersAsync();
        var another = await shop.Backups.DumpAsync(BackupFormat.PgDumpCustom, world.LiveDatabase);
        var mine = await OwnCopyAsync();
        File.Copy(
            Path.Combine(another.GetDirectories().Single().FullName, BackupLayout.CustomDump),
            Path.Combine(mine.FullName, BackupLayout.CustomDump),
            overwrite: true);
        Expect("the dump of another day lies in its place", ExpectedFinding.WrongSize);
    }

    public async Task LeaveOutReviewsAsync()
    {
        var shop = await session.ShopAsync(CancellationToken.None);
        var mine = await OwnCopyAsync();
        await shop.Backups.LeaveOutAsync(mine, [new DroppedTable().Table, RatingsView], CancellationToken.None);
        Expect("the dump was made without one table, and its files listed anew", ExpectedFinding.MissingTable);
        world.ExpectedRed = [.. world.ExpectedRed, .. world.Checks.Select(_ => ExpectedFinding.NothingToAsk)];
    }

    public async Task LoseLogSegmentAsync()
    {
        world.MissingSegment = await log.LoseSegmentAsync();
        Expect($"log segment {world.MissingSegment} is missing from the archive", ExpectedFinding.MissingLog);
    }

    private async Task UseAsync(BackupFormat format)
    {
        var shop = await session.ShopAsync(CancellationToken.None);
        world.Backups = await shop.Backups.DumpAsync(format);
    }

    private async Task DamageAsync(FileDamage damage, string what, string code)
    {
        var (original, mine) = await OwnFolderAsync();
        await DamagedCopy.OfAsync(original, mine, damage, CancellationToken.None);
        Expect(what, code);
    }

    private async Task<DirectoryInfo> OwnCopyAsync()
    {
        var (original, mine) = await OwnFolderAsync();
        await DamagedCopy.CopyFolderAsync(original, mine, CancellationToken.None);
        return new DirectoryInfo(mine);
    }

    /// <summary>The one backup that the scenario uses, and where its own copy shall lie; the run's backup stays as it was taken.</summary>
    private async Task<(string Original, string Mine)> OwnFolderAsync()
    {
        var shop = await session.ShopAsync(CancellationToken.None);
        var original = world.Backups!.GetDirectories().Single();
        world.Backups = shop.NewFolder("damaged");
        return (original.FullName, Path.Combine(world.Backups.FullName, original.Name));
    }

    private void Expect(string damage, string code)
    {
        world.Damage = damage;
        world.ExpectedRed = [code];
    }
}
