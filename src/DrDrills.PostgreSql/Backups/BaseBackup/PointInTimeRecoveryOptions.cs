using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.PostgreSql.Servers;

namespace DrDrills.PostgreSql.Backups.BaseBackup;

/// <summary>How a server is got back from a base backup and its archived log.</summary>
public sealed record PointInTimeRecoveryOptions
{
    /// <value>Where base backups are.</value>
    public required IBackupSource Source { get; init; }

    /// <value>Where the log is archived; null where the backup holds all that it needs.</value>
    public DirectoryInfo? WalArchive { get; init; }

    /// <value>Where to restore.</value>
    public required IPostgresTarget Target { get; init; }

    /// <value>Short and unique; becomes part of the name of everything made.</value>
    public required string RunId { get; init; }

    /// <value>Folder that backup and log are fetched into, seen by the target under the same path; what is put there is removed again.</value>
    public required DirectoryInfo WorkFolder { get; init; }

    /// <value>Where to stop. Default: at the end of the archived log.</value>
    public RecoveryTarget RecoveryTarget { get; init; } = RecoveryTarget.Latest;

    /// <value>Database to verify, and that the damaged table is in; null for the only one, or the largest, that is found.</value>
    public string? Database { get; init; }

    /// <value>
    /// What the database must hold at the recovery target; null leaves nothing to compare with, since a base backup's own manifest describes an
    /// earlier moment.
    /// </value>
    public BackupManifest? Expected { get; init; }

    /// <value>
    /// A log position that the source is known to have reached: an archived log that ends before it is refused. Default: none, the archive's end is
    /// taken for the log's end.
    /// </value>
    public Lsn? ReachAtLeast { get; init; }

    /// <value>Which base backup. Default: the newest before the incident.</value>
    public BackupSelection Selection { get; init; } = BackupSelection.NewestBeforeIncident;

    /// <value>Which durability settings apply. Default: as in production.</value>
    public TimingProfile TimingProfile { get; init; } = TimingProfile.AsProduction;

    /// <value>A superuser of the restored cluster. Default: <c>postgres</c>.</value>
    public string Administrator { get; init; } = "postgres";

    /// <value>The longest that replay may take. Default: 2 hours.</value>
    public TimeSpan ReplayLimit { get; init; } = TimeSpan.FromHours(2);
}
