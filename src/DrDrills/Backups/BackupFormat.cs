namespace DrDrills.Backups;

/// <summary>What kind of backup it is, in the words of the tool that made it: <c>pg_dump custom</c>, <c>pg_basebackup plain</c>.</summary>
/// <param name="Name">Tool and form.</param>
public readonly record struct BackupFormat(string Name)
{
    /// <summary>pg_dump, custom format: one file.</summary>
    public static BackupFormat PgDumpCustom { get; } = new("pg_dump custom");

    /// <summary>pg_dump, directory format: one file per table.</summary>
    public static BackupFormat PgDumpDirectory { get; } = new("pg_dump directory");

    /// <summary>pg_dump, plain SQL.</summary>
    public static BackupFormat PgDumpPlain { get; } = new("pg_dump plain");

    /// <summary>pg_basebackup, a data directory as plain files, with a WAL archive beside it.</summary>
    public static BackupFormat PgBaseBackup { get; } = new("pg_basebackup plain");

    /// <inheritdoc/>
    public override string ToString() => Name;
}
