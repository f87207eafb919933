using System.Globalization;
using DrDrills.Drills;
using DrDrills.Errors;
using Oci.DatabaseService.Models;

namespace DrDrills.Oci.AutonomousDatabases;

/// <summary>Which of a database's automatic backups stands behind a wanted state, and how the service is asked for it.</summary>
internal static class DatabaseBackups
{
    /// <summary>UTC instant at which a backup was complete; the end of time for one that is not.</summary>
    public static DateTimeOffset EndOf(AutonomousDatabaseBackupSummary backup) => Utc(backup.TimeEnded) ?? DateTimeOffset.MaxValue;

    /// <summary>The moment that a wanted state stands for, where it is one.</summary>
    public static RestorableMoment? MomentOf(CloneFrom from, Incident incident, TimeSpan resolution) => from switch
    {
        CloneFrom.JustBefore => RestorableMoment.Before(incident.At, resolution),
        CloneFrom.Moment moment => RestorableMoment.NotAfter(moment.At, resolution),
        _ => null,
    };

    /// <summary>Chooses.</summary>
    /// <exception cref="BackupNotFoundException">No restorable backup stands before the moment (DR4301), or none has that OCID (DR4302).</exception>
    public static ChosenState Choose(
        AutonomousDatabase source, IReadOnlyList<AutonomousDatabaseBackupSummary> backups, CloneFrom from, Incident incident, TimeSpan resolution)
    {
        if (MomentOf(from, incident, resolution) is { } moment)
        {
            return AtMoment(source, Newest(source, backups, moment.At), moment, Selection(backups, "newest before the moment"));
        }

        var wanted = ((CloneFrom.Backup)from).Id;
        var backup = wanted is null
            ? Newest(source, backups, incident.At)
            : backups.FirstOrDefault(one => one.Id == wanted && IsRestorable(one)) ?? throw new BackupNotFoundException(
                "DR4302",
                $"backup '{wanted}'",
                $"Backup '{wanted}' of {DatabaseCalls.Name(source.Id)} cannot be restored: it is not among its {backups.Count(IsRestorable)} restorable backups.",
                "is it older than the retention, or does it belong to another database?");
        return new ChosenState(
            source,
            backup,
            EndOf(backup),
            $"backup '{backup.DisplayName}' of {DatabaseCalls.Name(source.Id)}",
            wanted is null ? Selection(backups, "newest before the incident") : "named by the caller",
            new CreateAutonomousDatabaseFromBackupDetails
            {
                AutonomousDatabaseBackupId = backup.Id,
                CloneType = CreateAutonomousDatabaseFromBackupDetails.CloneTypeEnum.Full,
            });
    }

    /// <summary>A moment, by its newest backup and the log after it.</summary>
    public static ChosenState AtMoment(AutonomousDatabase source, AutonomousDatabaseBackupSummary backup, RestorableMoment moment, string selection) => new(
        source,
        backup,
        moment.At,
        $"the moment {moment} of {DatabaseCalls.Name(source.Id)}",
        selection,
        new CreateAutonomousDatabaseFromBackupTimestampDetails
        {
            AutonomousDatabaseId = source.Id,
            Timestamp = moment.At.UtcDateTime,
            CloneType = CreateAutonomousDatabaseFromBackupTimestampDetails.CloneTypeEnum.Full,
        });

    private static AutonomousDatabaseBackupSummary Newest(
        AutonomousDatabase source, IReadOnlyList<AutonomousDatabaseBackupSummary> backups, DateTimeOffset before) =>
        backups.Where(one => IsRestorable(one) && EndOf(one) <= before).MaxBy(EndOf) ?? throw new BackupNotFoundException(
            "DR4301",
            DatabaseCalls.Name(source.Id),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{DatabaseCalls.Name(source.Id)} has no restorable backup before {before:yyyy-MM-dd'T'HH:mm:ss'Z'}; it has {backups.Count}, "
                + $"the oldest of {(backups.Count == 0 ? "none" : $"{backups.Min(EndOf):yyyy-MM-dd'T'HH:mm:ss'Z'}")}."),
            $"does the moment lie before the retention of {source.BackupRetentionPeriodInDays?.ToString(CultureInfo.InvariantCulture) ?? "unknown"} days, or was the first backup not complete yet?");

    private static string Selection(IReadOnlyList<AutonomousDatabaseBackupSummary> backups, string which) =>
        string.Create(CultureInfo.InvariantCulture, $"{which}, of {backups.Count}");

    private static bool IsRestorable(AutonomousDatabaseBackupSummary backup) =>
        backup is { LifecycleState: AutonomousDatabaseBackupSummary.LifecycleStateEnum.Active, IsRestorable: not false, TimeEnded: not null };

    private static DateTimeOffset? Utc(DateTime? instant) => instant is { } at ? new DateTimeOffset(DateTime.SpecifyKind(at, DateTimeKind.Utc)) : null;
}
