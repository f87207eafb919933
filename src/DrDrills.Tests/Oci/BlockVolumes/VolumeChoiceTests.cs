using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.Oci.BlockVolumes;
using NUnit.Framework;

namespace DrDrills.Tests.Oci.BlockVolumes;

public sealed class VolumeChoiceTests
{
    private static readonly DateTimeOffset _incident = new(2026, 8, 1, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public void The_newest_backup_before_the_incident_is_taken_and_never_one_after_it()
    {
        var (backup, selection) = VolumeChoice.Before("volume 'v'", [Backup("after", 1), Backup("old", -30), Backup("newest", -2)], _incident);

        Assert.That((backup.Id, selection), Is.EqualTo(("newest", "newest before the incident, of 3")));
    }

    [Test]
    public void A_backup_that_is_not_available_is_none()
    {
        var (backup, _) = VolumeChoice.Before("volume 'v'", [Backup("faulty", -1) with { IsUsable = false }, Backup("old", -30)], _incident);

        Assert.That(backup.Id, Is.EqualTo("old"));
    }

    [TestCase(false, "DR4211")]
    [TestCase(true, "DR4212")]
    public void Without_one_from_before_the_incident_nothing_is_recovered(bool usable, string code) => Assert.That(
        () => VolumeChoice.Before("volume 'v'", [Backup("after", 1) with { IsUsable = usable }], _incident),
        Throws.TypeOf<BackupNotFoundException>().With.Property(nameof(DrillException.Code)).EqualTo(code));

    private static VolumeBackupSight Backup(string id, int hours) =>
        new(id, id, new BackupFormat("backup"), true, _incident.AddHours(hours), 50, null, null, null);
}
