using DrDrills.Backups;
using DrDrills.PostgreSql.Backups.BaseBackup;
using DrDrills.PostgreSql.Backups.PgDump;
using DrDrills.PostgreSql.Backups.Wrapping;

namespace DrDrills.PostgreSql.Backups;

/// <summary>What a backup's bytes are, told from the bytes and never from a name.</summary>
/// <param name="Format">The kind.</param>
/// <param name="Path">The file, or the folder for kinds that are folders.</param>
public sealed record BackupPayload(BackupFormat Format, string Path)
{
    /// <summary>What the first bytes of a dump say, or null where it is none.</summary>
    internal DumpHead? Head => Format == BackupFormat.Wrapped || Format == BackupFormat.PgBaseBackup || Format == BackupFormat.PgBaseBackupTar ? null
        : DumpHead.OfFile(Format == BackupFormat.PgDumpDirectory ? System.IO.Path.Combine(Path, "toc.dat") : Path);

    /// <summary>Recognises a file or folder by content, or what lies one level below a backup's folder.</summary>
    /// <returns>Null where it is nothing that PostgreSQL's tools write.</returns>
    public static BackupPayload? Find(string path) =>
        Recognise(path) ?? (Directory.Exists(path)
            ? Directory.EnumerateFileSystemEntries(path)
                .Where(entry => System.IO.Path.GetFileName(entry) is not (BackupLayout.Manifest or BackupLayout.Relations))
                .Order(StringComparer.Ordinal)
                .Select(Recognise)
                .OfType<BackupPayload>()
                .OrderBy(payload => payload.Format == BackupFormat.Wrapped)
                .FirstOrDefault()
            : null);

    private static BackupPayload? Recognise(string path)
    {
        if (File.Exists(path))
        {
            return DumpHead.OfFile(path) is { } head ? new BackupPayload(head.Format, path)
                : BaseBackupTars.Find(path) is not null ? new BackupPayload(BackupFormat.PgBaseBackupTar, path)
                : Wrappings.OfFile(path) is not null ? new BackupPayload(BackupFormat.Wrapped, path)
                : null;
        }

        if (File.Exists(System.IO.Path.Combine(path, "toc.dat")))
        {
            return new BackupPayload(BackupFormat.PgDumpDirectory, path);
        }

        return File.Exists(System.IO.Path.Combine(path, "PG_VERSION")) || File.Exists(System.IO.Path.Combine(path, "backup_label"))
            ? new BackupPayload(BackupFormat.PgBaseBackup, path)
            : BaseBackupTars.Find(path) is not null ? new BackupPayload(BackupFormat.PgBaseBackupTar, path)
            : null;
    }
}
