using DrDrills.Backups;
using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Wal;
using DrDrills.Steps.Hooks;

namespace DrDrills.Steps.Drivers;

/// <summary>The archived log of the live shop; segments are only ever lost from a copy of the scenario's own.</summary>
public sealed class LogDriver(DrillWorld world, RunSession session)
{
    /// <summary>Of every cluster that the harness makes itself.</summary>
    private const long SegmentBytes = 16 << 20;

    private WalSegment? _last;

    /// <summary>Makes the live server archive all that it has written so far; once in a scenario.</summary>
    public async Task<WalSegment> CloseAsync()
    {
        var shop = await session.ShopAsync(CancellationToken.None);
        return _last ??= await new WalArchive(shop.LogArchive, SegmentBytes).WaitForAsync(shop.Server, CancellationToken.None);
    }

    /// <summary>Gives the scenario an archive of its own, without the first segment after its base backup.</summary>
    /// <returns>Name of the segment that is not in it.</returns>
    public async Task<string> LoseSegmentAsync()
    {
        var last = await CloseAsync();
        var shop = await session.ShopAsync(CancellationToken.None);
        var manifest = await ManifestJson.ReadAsync(
            Path.Combine(world.Backups!.GetDirectories().Single().FullName, BackupLayout.Manifest), CancellationToken.None);
        var backup = manifest.Backup!;
        var first = WalSegment.Of(Lsn.Parse(backup.StartLsn!), last.Timeline, SegmentBytes);
        var lost = WalSegment.Of(Lsn.Parse(backup.EndLsn!), last.Timeline, SegmentBytes).Next;
        var mine = shop.NewFolder("archive");
        foreach (var segment in new WalArchive(shop.LogArchive, SegmentBytes).List()
            .Where(segment => segment.Number >= first.Number && segment != lost))
        {
            File.Copy(Path.Combine(shop.LogArchive.FullName, segment.FileName), Path.Combine(mine.FullName, segment.FileName));
        }

        world.LogArchive = mine;
        return lost.FileName;
    }
}
