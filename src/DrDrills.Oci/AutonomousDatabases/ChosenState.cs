using DrDrills.Backups;
using Oci.DatabaseService.Models;

namespace DrDrills.Oci.AutonomousDatabases;

/// <summary>The state of a source that was chosen, as the service is asked for it.</summary>
/// <param name="Source">The database.</param>
/// <param name="Backup">The backup that it is restored from, as far as it is known.</param>
/// <param name="Moment">UTC instant that the restored data stands for.</param>
/// <param name="Words">For people: "the moment … of autonomous database …".</param>
/// <param name="Selection">How it was chosen.</param>
/// <param name="Details">What a clone is asked for with.</param>
internal sealed record ChosenState(
    AutonomousDatabase Source,
    AutonomousDatabaseBackupSummary Backup,
    DateTimeOffset Moment,
    string Words,
    string Selection,
    CreateAutonomousDatabaseBase Details)
{
    /// <summary>The name of the format; no file of it is ever seen.</summary>
    public static BackupFormat Format { get; } = new("autonomous database backup");

    public BackupDescriptor Describe(string region, BackupManifest? expected) => new()
    {
        Id = new BackupId(Backup.Id),
        Format = Format,
        Location = $"oci-database://{region}/{Source.Id}",
        Tool = $"OCI automatic backups, {Backup.DbVersion}",
        TakenAt = DatabaseBackups.EndOf(Backup),
        Size = new ByteCount((long)(Backup.SizeInTBs * 1e12)),
        Manifest = expected,
        Place = new BackupPlace(
            $"{region}, compartment {Source.CompartmentId}",
            Immutability: null,
            Encryption: Source.KmsKeyId is { } key ? $"key {key}" : "key of the service"),
        Selection = Selection,
    };
}
