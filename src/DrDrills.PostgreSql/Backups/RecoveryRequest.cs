using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.PostgreSql.Backups.BaseBackup;
using DrDrills.PostgreSql.Servers;

namespace DrDrills.PostgreSql.Backups;

/// <summary>One backup of any format that is to be got back.</summary>
public sealed record RecoveryRequest
{
    /// <value>Where it is.</value>
    public required IBackupSource Source { get; init; }

    /// <value>The backup.</value>
    public required BackupDescriptor Backup { get; init; }

    /// <value>Where to restore.</value>
    public required IPostgresTarget Target { get; init; }

    /// <value>Short and unique; becomes part of the name of everything made.</value>
    public required string RunId { get; init; }

    /// <value>Folder that the backup is fetched into, seen by the target under the same path; what is put there is removed again.</value>
    public required DirectoryInfo WorkFolder { get; init; }

    /// <value>Where replay of a physical backup stops. Default: at the end of the archived log.</value>
    public RecoveryTarget RecoverTo { get; init; } = RecoveryTarget.Latest;

    /// <value>Folder that a physical backup's log is archived to, or null where the backup or its repository holds it.</value>
    public DirectoryInfo? LogArchive { get; init; }

    /// <value>Database of a physical backup to verify, or null for the one that its manifest describes.</value>
    public string? Database { get; init; }

    /// <value>What the database must hold once it is recovered, or null.</value>
    public BackupManifest? Expected { get; init; }

    /// <value>The database whose encoding and collation the copy gets where the backup does not say its own, or null.</value>
    public ManifestSource? Like { get; init; }

    /// <value>Which durability settings apply. Default: as in production.</value>
    public TimingProfile TimingProfile { get; init; } = TimingProfile.AsProduction;
}
