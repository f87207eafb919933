using NUnit.Framework;
using OciSimulator.State;
using OciSimulator.Volumes;

namespace DrDrills.Tests.OciSimulator.Volumes;

public sealed class BackupPolicyTests
{
    [Test]
    public async Task Time_makes_the_backups_that_were_due_and_deletes_those_whose_time_is_over()
    {
        await using var scratch = await ScratchTenancy.StartAsync();
        var (volumes, policies) = (scratch.Mumbai.Api<VolumesApi>().Block, scratch.Mumbai.Api<BackupPoliciesApi>());
        var volume = new Volume(
            Ocid.New("volume"), scratch.Tenancy.Id, "AD-1", "logs", 1, "AVAILABLE", scratch.Tenancy.Clock.GetUtcNow());
        var image = new FileInfo(Path.Combine(scratch.Mumbai.Folder.FullName, "new.img"));
        SparseFile.Create(image.FullName, 1 << 30);
        volumes.Place(volume, image);
        var daily = new BackupSchedule("INCREMENTAL", "ONE_DAY", 3 * 24 * 60 * 60) { HourOfDay = 1 };
        var policy = policies.Policies.Add(new BackupPolicy(
            Ocid.New("volumebackuppolicy"), scratch.Tenancy.Id, "nightly", [daily], "ap-hyderabad-1", scratch.Tenancy.Clock.GetUtcNow())).Value;
        policies.Assign(volume.Id, policy.Id);

        await scratch.Tenancy.Clock.AdvanceAsync(TimeSpan.FromDays(5), CancellationToken.None);
        await scratch.Mumbai.Lifecycle.SettledAsync(CancellationToken.None);

        var made = volumes.Backups.All.OrderBy(backup => backup.TimeCreated).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(made.Select(backup => backup.Type), Is.EqualTo(["FULL", "INCREMENTAL", "INCREMENTAL", "INCREMENTAL", "INCREMENTAL"]));
            Assert.That(made.Select(backup => (backup.TimeCreated.Hour, backup.SourceType)), Is.All.EqualTo((1, "SCHEDULED")));
            Assert.That(made.Count(backup => backup.LifecycleState == "TERMINATED"), Is.EqualTo(2), "kept for three days");
            Assert.That(scratch.Hyderabad.Api<VolumesApi>().Block.Backups.All.Count(), Is.EqualTo(5), "copied to the other region");
        }
    }
}
