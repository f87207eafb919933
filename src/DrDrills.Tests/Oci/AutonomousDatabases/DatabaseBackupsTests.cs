using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.Oci.AutonomousDatabases;
using NUnit.Framework;
using Oci.DatabaseService.Models;
using State = Oci.DatabaseService.Models.AutonomousDatabaseBackupSummary.LifecycleStateEnum;

namespace DrDrills.Tests.Oci.AutonomousDatabases;

public sealed class DatabaseBackupsTests
{
    private static readonly DateTime _monday = new(2026, 8, 3, 3, 0, 0, DateTimeKind.Utc);

    private static readonly AutonomousDatabase _source = new() { Id = "ocid1.catalog", BackupRetentionPeriodInDays = 60 };

    private static readonly Incident _incident = new("migration", IncidentKind.Declared, new DateTimeOffset(_monday.AddDays(2).AddMilliseconds(500)));

    [Test]
    public void The_newest_backup_before_the_moment_stands_behind_it()
    {
        var chosen = Choose(CloneFrom.BeforeIncident, Backup("a", 0), Backup("b", 1), Backup("c", 3));

        var details = (CreateAutonomousDatabaseFromBackupTimestampDetails)chosen.Details;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(chosen.Backup.Id, Is.EqualTo("b"));
            Assert.That(chosen.Selection, Is.EqualTo("newest before the moment, of 3"));
            Assert.That((details.AutonomousDatabaseId, details.Timestamp), Is.EqualTo(("ocid1.catalog", _monday.AddDays(2))));
        }
    }

    [Test]
    public void One_that_cannot_be_restored_does_not_count()
    {
        var chosen = Choose(CloneFrom.BeforeIncident, Backup("a", 0), Backup("b", 1, State.Failed), Backup("c", 1, State.Creating));

        Assert.That(chosen.Backup.Id, Is.EqualTo("a"));
    }

    [Test]
    public void A_moment_before_every_backup_is_refused() => Assert.That(
        () => Choose(CloneFrom.BeforeIncident, Backup("c", 3)),
        Throws.TypeOf<BackupNotFoundException>().With.Property("Code").EqualTo("DR4301").And.Message.Contains("retention of 60 days"));

    [Test]
    public void A_backup_by_its_name_is_cloned_itself()
    {
        var chosen = Choose(new CloneFrom.Backup("a"), Backup("a", 0), Backup("b", 1));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(((CreateAutonomousDatabaseFromBackupDetails)chosen.Details).AutonomousDatabaseBackupId, Is.EqualTo("a"));
            Assert.That(chosen.Moment, Is.EqualTo(new DateTimeOffset(_monday)));
        }
    }

    [Test]
    public void A_backup_that_is_not_there_is_refused() => Assert.That(
        () => Choose(new CloneFrom.Backup("z"), Backup("a", 0)), Throws.TypeOf<BackupNotFoundException>().With.Property("Code").EqualTo("DR4302"));

    private static ChosenState Choose(CloneFrom from, params AutonomousDatabaseBackupSummary[] backups) =>
        DatabaseBackups.Choose(_source, backups, from, _incident, TimeSpan.FromSeconds(1));

    private static AutonomousDatabaseBackupSummary Backup(string id, int day, State state = State.Active) => new()
    {
        Id = id,
        DisplayName = id,
        LifecycleState = state,
        IsRestorable = true,
        TimeEnded = _monday.AddDays(day),
    };
}
