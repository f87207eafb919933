using DrDrills.Backups;
using DrDrills.Credentials;
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

    /// <summary>The archives of a base backup in tar format, or null where it is something else.</summary>
    internal BaseBackupTars? Tars { get; private init; }

    /// <summary>Recognises a file or folder by content, or what lies one level below a backup's folder.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="key">What the encrypted archives of one base backup are opened with, or null. An encrypted file alone is not opened: it is wrapped.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Null where it is nothing that PostgreSQL's tools write.</returns>
    public static async Task<BackupPayload?> FindAsync(string path, SecretText? key, CancellationToken cancellationToken)
    {
        if (await RecogniseAsync(path, key, cancellationToken).ConfigureAwait(false) is { } here)
        {
            return here;
        }

        BackupPayload? wrapped = null;
        foreach (var entry in Directory.Exists(path) ? Directory.EnumerateFileSystemEntries(path).Order(StringComparer.Ordinal) : Enumerable.Empty<string>())
        {
            if (System.IO.Path.GetFileName(entry) is not (BackupLayout.Manifest or BackupLayout.Relations)
                && await RecogniseAsync(entry, key, cancellationToken).ConfigureAwait(false) is { } found)
            {
                if (found.Format != BackupFormat.Wrapped)
                {
                    return found;
                }

                wrapped ??= found;
            }
        }

        return wrapped;
    }

    /// <summary>As <see cref="FindAsync"/>, where a physical backup is looked for: an encrypted file alone is opened too.</summary>
    internal static async Task<BackupPayload?> FindPhysicalAsync(string path, SecretText? key, CancellationToken cancellationToken)
    {
        var found = await FindAsync(path, key, cancellationToken).ConfigureAwait(false);
        return found?.Format == BackupFormat.Wrapped && await BaseBackupTars.FindAsync(found.Path, key, cancellationToken).ConfigureAwait(false) is { } tars
            ? Of(tars, found.Path)
            : found;
    }

    private static async Task<BackupPayload?> RecogniseAsync(string path, SecretText? key, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(path))
        {
            return !BackupFiles.HasContent(path) ? null
                : DumpHead.OfFile(path) is { } head ? new BackupPayload(head.Format, path)
                : await BaseBackupTars.FindAsync(path, null, cancellationToken).ConfigureAwait(false) is { } single ? Of(single, path)
                : Wrappings.OfFile(path) is not null || PackedFolder.IsIn(path) ? new BackupPayload(BackupFormat.Wrapped, path)
                : null;
        }

        if (File.Exists(System.IO.Path.Combine(path, "toc.dat")))
        {
            return new BackupPayload(BackupFormat.PgDumpDirectory, path);
        }

        return File.Exists(System.IO.Path.Combine(path, "PG_VERSION")) || File.Exists(System.IO.Path.Combine(path, BaseBackupLabel.LabelName))
            ? new BackupPayload(BackupFormat.PgBaseBackup, path)
            : await BaseBackupTars.FindAsync(path, key, cancellationToken).ConfigureAwait(false) is { } several ? Of(several, path)
            : null;
    }

    private static BackupPayload Of(BaseBackupTars tars, string path) => new(BackupFormat.PgBaseBackupTar, path) { Tars = tars };
}
