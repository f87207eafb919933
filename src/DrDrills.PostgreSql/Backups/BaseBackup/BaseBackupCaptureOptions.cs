namespace DrDrills.PostgreSql.Backups.BaseBackup;

/// <summary>How a base backup of a whole server is taken.</summary>
public sealed record BaseBackupCaptureOptions
{
    /// <value>Name of the backup and of its folder.</value>
    public required string BackupId { get; init; }

    /// <value>Folder that the backup's folder is made in.</value>
    public required DirectoryInfo OutFolder { get; init; }

    /// <value>Database that the manifest describes; the backup itself holds all.</value>
    public required string Database { get; init; }

    /// <value>Folder that the server archives its log to.</value>
    public required DirectoryInfo LogArchive { get; init; }

    /// <value>Connections that the manifest is taken with. Default: 2.</value>
    public int Jobs { get; init; } = 2;

    /// <value>The longest that pg_basebackup may take. Default: 6 hours.</value>
    public TimeSpan Limit { get; init; } = TimeSpan.FromHours(6);

    /// <value>The longest to wait for the log that the backup needs to be archived. Default: 1 minute.</value>
    public TimeSpan ArchiveLimit { get; init; } = TimeSpan.FromMinutes(1);
}
