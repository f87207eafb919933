using System.Formats.Tar;
using DrDrills.Backups;
using DrDrills.Credentials;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups.Wrapping;

namespace DrDrills.PostgreSql.Backups.Tar;

/// <summary>A tar archive that is unpacked. It is untrusted: nothing in it is written outside the folder it is unpacked into.</summary>
/// <param name="Name">Its file's name.</param>
/// <param name="Noun">What it is of: <c>base backup</c>, <c>dump</c>.</param>
/// <param name="Open">Opens its bytes without their wrappings.</param>
internal sealed record TarFile(string Name, string Noun, Func<Task<Stream>> Open)
{
    private const string Unwanted = "DR1333";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <value>The folder in it that is wanted; files beside it are left out. Empty for all of it.</value>
    public string Folder { get; init; } = "";

    /// <value>Whether that folder has none below it: files that lie deeper are left out, too. Default: false.</value>
    public bool IsFlat { get; init; }

    /// <summary>An archive of a base backup on this machine.</summary>
    /// <param name="path">The archive.</param>
    /// <param name="key">What it is opened with where it is encrypted, or null.</param>
    /// <param name="cancellationToken">Ends the opening.</param>
    public static TarFile OfBaseBackup(string path, SecretText? key, CancellationToken cancellationToken) =>
        new(Path.GetFileName(path), "base backup", async () => (await OpenAsync(path, key, cancellationToken).ConfigureAwait(false)).Content);

    /// <summary>Opens the bytes of an archive without their wrappings.</summary>
    /// <inheritdoc cref="WrappedFile.OpenAsync"/>
    public static Task<WrappedContent> OpenAsync(string path, SecretText? key, CancellationToken cancellationToken) =>
        WrappedFile.OpenAsync(path, key, "archive", cancellationToken);

    /// <summary>Unpacks it into a folder; links to tablespaces are left out, their places are made anew.</summary>
    /// <param name="into">Files get where they belong under it.</param>
    /// <param name="progress">Told of the bytes so far, or null.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="BackupUnreadableException">
    /// It is damaged or cut short (<c>DR1332</c>); it wants to write elsewhere, or holds what no backup does (<c>DR1333</c>).
    /// </exception>
    /// <exception cref="BackupSealedException">It is encrypted, and there is no key or another one (<c>DR1601</c>, <c>DR1602</c>, <c>DR1603</c>).</exception>
    public async Task<TarOutcome> UnpackAsync(DirectoryInfo into, IProgress<ByteCount>? progress, CancellationToken cancellationToken)
    {
        var files = 0;
        var done = 0L;
        var links = new List<string>();
        var beside = new List<TarMember>();
        try
        {
            var archive = await Open().ConfigureAwait(false);
            await using var _ = archive.ConfigureAwait(false);
            var reader = new TarReader(archive, leaveOpen: true);
            await using var __ = reader.ConfigureAwait(false);
            try
            {
                while (await reader.GetNextEntryAsync(copyData: false, cancellationToken).ConfigureAwait(false) is { } entry)
                {
                    if (NameIn(entry) is not { } name)
                    {
                        beside.AddRange(TarHead.IsFile(entry) ? [await BesideAsync(entry, cancellationToken).ConfigureAwait(false)] : []);
                    }
                    else if (entry.EntryType == TarEntryType.SymbolicLink && (name == "pg_wal" || name.StartsWith("pg_tblspc/", StringComparison.Ordinal)))
                    {
                        links.Add(name);
                    }
                    else if (await WriteAsync(entry, name, into, cancellationToken).ConfigureAwait(false))
                    {
                        files++;
                        done += entry.Length;
                        progress?.Report(new ByteCount(done));
                    }
                }
            }
            catch (Exception e) when (e is InvalidDataException or FormatException or BackupUnreadableException { Code: Unwanted })
            {
                // Damaged bytes may read like any entry: where the checksum of what they are wrapped in does not hold, that is what is said.
                await archive.CopyToAsync(Stream.Null, cancellationToken).ConfigureAwait(false);
                throw;
            }

            // An archive says itself where it ends; the checksum of what it is wrapped in comes after that.
            await archive.CopyToAsync(Stream.Null, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException or BackupUnreadableException { Code: not Unwanted })
        {
            var said = (e as DrillException)?.Statement ?? e.Message;
            throw new BackupUnreadableException(
                "DR1332",
                Name,
                $"'{Name}' of the {Noun} cannot be unpacked after {files} files: {said}",
                "was it cut short or damaged on its way? Fetch it again, or take an older backup.",
                cause: e);
        }

        return new TarOutcome(new ByteCount(done), links, beside);
    }

    /// <summary>A member's name in the folder that is wanted, or null where it lies beside it.</summary>
    private string? NameIn(TarEntry entry)
    {
        var name = TarHead.NameOf(entry);
        var inside = Folder.Length == 0 ? name
            : name.StartsWith(Folder + "/", StringComparison.Ordinal) ? name[(Folder.Length + 1)..]
            : name == Folder ? ""
            : null;
        return IsFlat && inside?.Contains('/', StringComparison.Ordinal) == true && !inside.Contains("..", StringComparison.Ordinal) ? null : inside;
    }

    private static async Task<TarMember> BesideAsync(TarEntry entry, CancellationToken cancellationToken)
    {
        var begin = new byte[Math.Min(entry.Length, TarHead.Enough)];
        var read = entry.DataStream is null ? 0
            : await entry.DataStream.ReadAtLeastAsync(begin, begin.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return new TarMember(TarHead.NameOf(entry), IsFile: true, begin.AsMemory(0, read));
    }

    private async Task<bool> WriteAsync(TarEntry entry, string name, DirectoryInfo into, CancellationToken cancellationToken)
    {
        var place = Path.GetFullPath(Path.Combine(into.FullName, name));
        if (name.Length > 0 && !place.StartsWith(into.FullName.TrimEnd('/') + "/", StringComparison.Ordinal))
        {
            throw Refused(entry, "leads out of the folder that it is unpacked into");
        }

        switch (entry.EntryType)
        {
            case TarEntryType.Directory or TarEntryType.DirectoryList:
                Directory.CreateDirectory(place, OwnerOnly);
                return false;
            case TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile:
                Directory.CreateDirectory(Path.GetDirectoryName(place)!, OwnerOnly);
                await WriteFileAsync(entry, place, cancellationToken).ConfigureAwait(false);
                return true;
            case TarEntryType.GlobalExtendedAttributes or TarEntryType.TapeVolume:
                return false;
            default:
                throw Refused(entry, $"is a {entry.EntryType}, which no {Noun} holds");
        }
    }

    private static async Task WriteFileAsync(TarEntry entry, string place, CancellationToken cancellationToken)
    {
        var output = new FileStream(place, new FileStreamOptions
        {
            // What comes twice is what was added later.
            Mode = FileMode.Create,
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

    private BackupUnreadableException Refused(TarEntry entry, string because) => new(
        Unwanted,
        entry.Name,
        $"'{entry.Name}' in '{Name}' {because}; nothing of it was written.",
        "who made this archive? PostgreSQL's programs write nothing like it.");
}
