using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.PostgreSql.Servers;

namespace DrDrills.PostgreSql.Backups.PgDump;

/// <summary>How a database is got back from a dump.</summary>
public sealed record DumpRecoveryOptions
{
    /// <value>Where backups are.</value>
    public required IBackupSource Source { get; init; }

    /// <value>Where to restore.</value>
    public required IPostgresTarget Target { get; init; }

    /// <value>Short and unique; becomes part of the name of everything made.</value>
    public required string RunId { get; init; }

    /// <value>Folder that the backup is fetched into, seen by the target under the same path; what is put there is removed again.</value>
    public required DirectoryInfo WorkFolder { get; init; }

    /// <value>Which backup. Default: the newest before the incident.</value>
    public BackupSelection Selection { get; init; } = BackupSelection.NewestBeforeIncident;

    /// <value>Which durability settings apply. Default: as in production.</value>
    public TimingProfile TimingProfile { get; init; } = TimingProfile.AsProduction;

    /// <value>Parallel jobs of pg_restore. Default: 2.</value>
    public int Jobs { get; init; } = 2;

    /// <value>Name of the restored database. Default: the source's own, which also lets its settings and grants be restored.</value>
    public string? Database { get; init; }

    /// <value>The longest that the restore may take. Default: 6 hours.</value>
    public TimeSpan Limit { get; init; } = TimeSpan.FromHours(6);
}
