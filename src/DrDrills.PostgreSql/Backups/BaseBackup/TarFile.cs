using System.Formats.Tar;
using DrDrills.Backups;
using DrDrills.Credentials;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups.Wrapping;

namespace DrDrills.PostgreSql.Backups.BaseBackup;

/// <summary>One tar archive of a base backup, wrapped or not. It is untrusted: nothing in it is written outside the folder it is unpacked into.</summary>
internal static class TarFile
{
    private const string Unwanted = "DR1333";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Opens the bytes of an archive without their wrappings.</summary>
    /// <inheritdoc cref="WrappedFile.OpenAsync"/>
    public static Task<WrappedContent> OpenAsync(string path, SecretText? key, CancellationToken cancellationToken) =>
        WrappedFile.OpenAsync(path, key, "archive", cancellationToken);

    /// <summary>An entry's name without the leading "./" of some programs; empty for the folder itself.</summary>
    public static string NameOf(TarEntry entry)
    {
        var name = entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name;
        return name.TrimEnd('/');
    }

    /// <summary>Unpacks an archive into a folder; links to tablespaces are left out, their places are made anew.</summary>
    /// <param name="path">The archive.</param>
    /// <param name="key">What it is opened with where it is encrypted, or null.</param>
    /// <param name="into">Files get where they belong under it.</param>
    /// <param name="progress">Told of the bytes so far.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How many files.</returns>
    /// <exception cref="BackupUnreadableException">
    /// It is damaged or cut short (<c>DR1332</c>); it wants to write elsewhere, or holds what no base backup does (<c>DR1333</c>).
    /// </exception>
    /// <exception cref="BackupSealedException">It is encrypted, and there is no key or another one (<c>DR1601</c>, <c>DR1602</c>, <c>DR1603</c>).</exception>
    public static async Task<int> UnpackAsync(
        string path, SecretText? key, DirectoryInfo into, IProgress<ByteCount> progress, CancellationToken cancellationToken)
    {
        var files = 0;
        var done = 0L;
        try
        {
            var archive = await OpenAsync(path, key, cancellationToken).ConfigureAwait(false);
            await using var _ = archive.ConfigureAwait(false);
            var reader = new TarReader(archive.Content, leaveOpen: true);
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
            catch (Exception e) when (e is InvalidDataException or FormatException or BackupUnreadableException { Code: Unwanted })
            {
                // Damaged bytes may read like any entry: where the checksum of what they are wrapped in does not hold, that is what is said.
                await archive.Content.CopyToAsync(Stream.Null, cancellationToken).ConfigureAwait(false);
                throw;
            }

            // An archive says itself where it ends; the checksum of what it is wrapped in comes after that.
            await archive.Content.CopyToAsync(Stream.Null, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException or BackupUnreadableException { Code: not Unwanted })
        {
            var said = (e as DrillException)?.Statement ?? e.Message;
            var name = Path.GetFileName(path);
            throw new BackupUnreadableException(
                "DR1332",
                name,
                $"'{name}' of the base backup cannot be unpacked after {files} files: {said.Replace(path, name, StringComparison.Ordinal)}",
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

    private static BackupUnreadableException Refused(string path, TarEntry entry, string because) => new(
        Unwanted,
        entry.Name,
        $"'{entry.Name}' in '{path}' {because}; nothing of it was written.",
        "who made this archive? pg_basebackup writes nothing like it.");
}
