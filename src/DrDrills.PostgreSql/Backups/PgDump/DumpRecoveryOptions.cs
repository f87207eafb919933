using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.PostgreSql.Servers;

namespace DrDrills.PostgreSql.Backups.PgDump;

/// <summary>How a database is got back from a dump.</summary>
public sealed record DumpRecoveryOptions
{
    /// <value>Where backups are.</value>
    public required IBackupSource Source { get; init; }

    /// <value>
    /// Whether the dump flows into pg_restore from where it lies instead of being fetched first; its size and hash are then known only at the end
    /// of the restore, which is refused where they are wrong. Needs an <see cref="IBackupStreamSource"/> and a dump that is one archive. Default: false.
    /// </value>
    public bool Streamed { get; init; }

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

    /// <value>Parallel jobs of pg_restore, and sessions that read tables early. Default: as many as there are cores.</value>
    public int Jobs { get; init; } = Environment.ProcessorCount;

    /// <value>Name of the restored database. Default: the source's own, which also lets its settings and grants be restored.</value>
    public string? Database { get; init; }

    /// <value>The database whose encoding and collation the copy gets where no manifest says the source's own, or null for the target's.</value>
    public ManifestSource? Like { get; init; }

    /// <value>The longest that the restore may take. Default: 6 hours.</value>
    public TimeSpan Limit { get; init; } = TimeSpan.FromHours(6);

    /// <value>The clock of limits. Default: the system's.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
