namespace DrDrills.Backups;

/// <summary>What kind of backup it is, in the words of the tool that made it: <c>pg_dump custom</c>, <c>pg_basebackup plain</c>.</summary>
/// <param name="Name">Tool and form.</param>
public readonly record struct BackupFormat(string Name)
{
    /// <summary>pg_dump, custom format: one file.</summary>
    public static BackupFormat PgDumpCustom { get; } = new("pg_dump custom");

    /// <summary>pg_dump, directory format: one file per table.</summary>
    public static BackupFormat PgDumpDirectory { get; } = new("pg_dump directory");

    /// <summary>pg_dump, tar format: one file, uncompressed.</summary>
    public static BackupFormat PgDumpTar { get; } = new("pg_dump tar");

    /// <summary>pg_dump, plain SQL.</summary>
    public static BackupFormat PgDumpPlain { get; } = new("pg_dump plain");

    /// <summary>pg_dumpall: roles and every database in one SQL script.</summary>
    public static BackupFormat PgDumpAll { get; } = new("pg_dumpall");

    /// <summary>pg_dumpall --globals-only: roles alone.</summary>
    public static BackupFormat PgGlobals { get; } = new("pg_dumpall globals");

    /// <summary>One file, compressed or encrypted; of what, is told once it is opened.</summary>
    public static BackupFormat Wrapped { get; } = new("wrapped");

    /// <summary>pg_basebackup, a data directory as plain files, with a WAL archive beside it.</summary>
    public static BackupFormat PgBaseBackup { get; } = new("pg_basebackup plain");

    /// <summary>pg_basebackup, tar archives of a data directory and its tablespaces, packed or not.</summary>
    public static BackupFormat PgBaseBackupTar { get; } = new("pg_basebackup tar");

    /// <summary>A list of what there is, which is looked at and not restored.</summary>
    public static BackupFormat Inventory { get; } = new("inventory");

    /// <summary>One backup of a pgBackRest repository, which keeps the log too.</summary>
    public static BackupFormat PgBackRest { get; } = new("pgBackRest");

    /// <summary>One backup of a Barman server's folder, which keeps the log too.</summary>
    public static BackupFormat Barman { get; } = new("Barman");

    /// <inheritdoc/>
    public override string ToString() => Name;
}
