using System.Text;
using DrDrills.Backups;

namespace DrDrills.PostgreSql.Backups;

/// <summary>What a backup's bytes are, told from the bytes and never from a name.</summary>
/// <param name="Format">The kind.</param>
/// <param name="Path">The file, or the folder for kinds that are folders.</param>
public sealed record BackupPayload(BackupFormat Format, string Path)
{
    private static readonly byte[] CustomMagic = "PGDMP"u8.ToArray();

    /// <summary>Recognises a file or folder by content, or what lies one level below a backup's folder.</summary>
    /// <returns>Null where it is nothing that PostgreSQL's tools write.</returns>
    public static BackupPayload? Find(string path) =>
        Recognise(path) ?? (Directory.Exists(path)
            ? Directory.EnumerateFileSystemEntries(path)
                .Where(entry => System.IO.Path.GetFileName(entry) is not (BackupLayout.Manifest or BackupLayout.Relations))
                .Order(StringComparer.Ordinal)
                .Select(Recognise)
                .FirstOrDefault(payload => payload is not null)
            : null);

    private static BackupPayload? Recognise(string path)
    {
        if (File.Exists(path))
        {
            return RecogniseFile(path) is { } format ? new BackupPayload(format, path) : null;
        }

        if (File.Exists(System.IO.Path.Combine(path, "toc.dat")))
        {
            return new BackupPayload(BackupFormat.PgDumpDirectory, path);
        }

        return File.Exists(System.IO.Path.Combine(path, "PG_VERSION")) || File.Exists(System.IO.Path.Combine(path, "backup_label"))
            ? new BackupPayload(BackupFormat.PgBaseBackup, path)
            : null;
    }

    private static BackupFormat? RecogniseFile(string path)
    {
        Span<byte> head = stackalloc byte[4096];
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        head = head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        if (head.StartsWith(CustomMagic))
        {
            return BackupFormat.PgDumpCustom;
        }

        // Every plain dump opens with this comment, whatever version of pg_dump wrote it.
        return Encoding.Latin1.GetString(head).Contains("-- PostgreSQL database dump", StringComparison.Ordinal)
            ? BackupFormat.PgDumpPlain
            : null;
    }
}
