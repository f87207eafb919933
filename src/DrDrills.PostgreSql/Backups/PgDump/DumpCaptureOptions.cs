using DrDrills.Backups;

namespace DrDrills.PostgreSql.Backups.PgDump;

/// <summary>How a database is dumped.</summary>
public sealed record DumpCaptureOptions
{
    /// <value>Name of the backup and of its folder.</value>
    public required string BackupId { get; init; }

    /// <value>Folder that the backup's folder is made in.</value>
    public required DirectoryInfo OutFolder { get; init; }

    /// <value>One of pg_dump's formats. Default: custom.</value>
    public BackupFormat Format { get; init; } = BackupFormat.PgDumpCustom;

    /// <value>Parallel jobs of the directory format, and connections that the manifest is taken with. Default: 2.</value>
    public int Jobs { get; init; } = 2;

    /// <value>The longest that the dump may take. Default: 6 hours.</value>
    public TimeSpan Limit { get; init; } = TimeSpan.FromHours(6);
}
