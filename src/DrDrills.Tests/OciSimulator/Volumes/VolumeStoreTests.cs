using NUnit.Framework;
using OciSimulator.Volumes;

namespace DrDrills.Tests.OciSimulator.Volumes;

public sealed class VolumeStoreTests
{
    [Test]
    public async Task A_backup_that_is_deleted_while_it_is_copied_arrives_and_its_blocks_go_then()
    {
        await using var tenancy = await ScratchTenancy.StartAsync();
        var (here, there) = (tenancy.Mumbai.Api<VolumesApi>().Boot, tenancy.Hyderabad.Api<VolumesApi>().Boot);
        var image = new FileInfo(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N")));
        SparseFile.Create(image.FullName, 1L << 30);
        var volume = new Volume("ocid1.bootvolume.oc1.ap-mumbai-1.one", "compartment", "AD-1", "one", 1, "AVAILABLE", DateTimeOffset.UnixEpoch);
        here.Place(volume, image);
        var backup = await here.PlaceAsync(here.NewBackup(volume, "nightly", incremental: false, DateTimeOffset.UnixEpoch), default);

        // The deletion comes first.
        here.DeleteBackup(backup.Id);
        var copy = here.CopyTo(there, backup, "copy");
        await tenancy.Mumbai.Lifecycle.SettledAsync(default);
        await tenancy.Hyderabad.Lifecycle.SettledAsync(default);

        Assert.That(tenancy.Tenancy.Requests.Defects, Is.Empty);
        Assert.That(there.Backups.Find(copy.Id)!.Value.LifecycleState, Is.EqualTo("AVAILABLE"));
        Assert.That(Directory.GetFiles(Path.Combine(tenancy.Mumbai.Folder.FullName, "boot-volume-backups-blocks"), "*.blocks"), Is.Empty);
    }
}
