using System.Formats.Tar;
using DrDrills.Backups;
using DrDrills.Errors;

namespace DrDrills.PostgreSql.Backups.BaseBackup;

/// <summary>One tar archive of a base backup, packed or not. It is untrusted: nothing in it is written outside the folder it is unpacked into.</summary>
internal static class TarFile
{
    private const int MagicAt = 257;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Opens an archive's content; null where the file is no archive, told from its bytes.</summary>
    public static Stream? TryOpen(string path)
    {
        if (!BeginsLikeTar(path))
        {
            return null;
        }

        return PackedFile.Open(path);
    }

    /// <summary>An entry's name without the leading "./" of some programs; empty for the folder itself.</summary>
    public static string NameOf(TarEntry entry)
    {
        var name = entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name;
        return name.TrimEnd('/');
    }

    /// <summary>Unpacks an archive into a folder; links to tablespaces are left out, their places are made anew.</summary>
    /// <exception cref="BackupUnreadableException">
    /// It is damaged or cut short (<c>DR1332</c>); it wants to write elsewhere, or holds what no base backup does (<c>DR1333</c>).
    /// </exception>
    public static async Task<int> UnpackAsync(string path, DirectoryInfo into, IProgress<ByteCount> progress, CancellationToken cancellationToken)
    {
        var files = 0;
        var done = 0L;
        try
        {
            var stream = PackedFile.Open(path);
            await using var _ = stream.ConfigureAwait(false);
            var reader = new TarReader(stream);
            await using var __ = reader.ConfigureAwait(false);
            try
            {
                while (await reader.GetNextEntryAsync(copyData: false, cancellationToken).ConfigureAwait(false) is { } entry)
                {
                    if (await WriteAsync(entry, path, into, cancellationToken).ConfigureAwait(false))
                    {
                        files++;
                        done += entry.Length;
                        progress.Report(new ByteCount(done));
                    }
                }
            }
            catch (BackupUnreadableException)
            {
                // Damaged bytes may read like any entry: where the checksum of what they are packed by does not hold, that is what is said.
                await stream.CopyToAsync(Stream.Null, cancellationToken).ConfigureAwait(false);
                throw;
            }

            // An archive says itself where it ends; the checksum of what it is packed by comes after that.
            await stream.CopyToAsync(Stream.Null, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException)
        {
            var name = Path.GetFileName(path);
            throw new BackupUnreadableException(
                "DR1332",
                name,
                $"'{name}' of the base backup cannot be unpacked after {files} files: {e.Message.Replace(path, name, StringComparison.Ordinal)}",
                "was it cut short or damaged on its way? Fetch it again, or take an older backup.",
                cause: e);
        }

        return files;
    }

    private static async Task<bool> WriteAsync(TarEntry entry, string path, DirectoryInfo into, CancellationToken cancellationToken)
    {
        var name = NameOf(entry);
        var place = Path.GetFullPath(Path.Combine(into.FullName, name));
        if (name.Length > 0 && !place.StartsWith(into.FullName.TrimEnd('/') + "/", StringComparison.Ordinal))
        {
            throw Refused(path, entry, "leads out of the folder that it is unpacked into");
        }

        switch (entry.EntryType)
        {
            case TarEntryType.Directory:
                Directory.CreateDirectory(place, OwnerOnly);
                return false;
            case TarEntryType.SymbolicLink when name is "pg_wal" || name.StartsWith("pg_tblspc/", StringComparison.Ordinal):
                return false;
            case TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile:
                Directory.CreateDirectory(Path.GetDirectoryName(place)!, OwnerOnly);
                await WriteFileAsync(entry, place, cancellationToken).ConfigureAwait(false);
                return true;
            case TarEntryType.GlobalExtendedAttributes:
                return false;
            default:
                throw Refused(path, entry, $"is a {entry.EntryType}, which no base backup holds");
        }
    }

    private static async Task WriteFileAsync(TarEntry entry, string place, CancellationToken cancellationToken)
    {
        var output = new FileStream(place, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            BufferSize = 0,
            Options = FileOptions.Asynchronous,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        await using var _ = output.ConfigureAwait(false);
        if (entry.DataStream is { } data)
        {
            await data.CopyToAsync(output, 1 << 20, cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool BeginsLikeTar(string path)
    {
        try
        {
            using var stream = PackedFile.Open(path);
            var head = new byte[512];
            return stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length
                && head.AsSpan(MagicAt, 5).SequenceEqual("ustar"u8);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static BackupUnreadableException Refused(string path, TarEntry entry, string because) => new(
        "DR1333",
        entry.Name,
        $"'{entry.Name}' in '{path}' {because}; nothing of it was written.",
        "who made this archive? pg_basebackup writes nothing like it.");
}
