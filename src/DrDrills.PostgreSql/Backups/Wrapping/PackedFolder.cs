using System.Text.RegularExpressions;
using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups.BaseBackup;
using DrDrills.PostgreSql.Backups.PgDump;
using DrDrills.PostgreSql.Backups.Tar;

namespace DrDrills.PostgreSql.Backups.Wrapping;

/// <summary>A folder that is a backup, packed into one tar archive by hand: a dump in directory format, or a data directory.</summary>
/// <param name="Format">What the folder is.</param>
/// <param name="Folder">Its path in the archive; empty where its files lie at the top.</param>
internal sealed partial record PackedFolder(BackupFormat Format, string Folder)
{
    /// <summary>Recognises one by the names of its first members, in whatever order they were packed; null where it is none.</summary>
    /// <param name="head">The first bytes of the archive, without wrappings.</param>
    public static PackedFolder? In(ReadOnlyMemory<byte> head)
    {
        if (DumpHead.Of(head.Span) is not null)
        {
            return null;
        }

        foreach (var name in TarHead.MembersOf(head).Where(member => member.IsFile).Select(member => member.Name))
        {
            if (OfDump().Match(name) is { Success: true } dump)
            {
                return new PackedFolder(BackupFormat.PgDumpDirectory, FolderOf(dump));
            }

            if (OfServer().Match(name) is { Success: true } server)
            {
                return new PackedFolder(BackupFormat.PgBaseBackup, FolderOf(server));
            }
        }

        return null;
    }

    /// <summary>As <see cref="In"/>, of a file that is not wrapped.</summary>
    public static bool IsIn(string path)
    {
        var head = new byte[TarHead.Enough];
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 0);
        return In(head.AsMemory(0, stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false))) is not null;
    }

    /// <summary>Unpacks it.</summary>
    /// <param name="content">The archive, without wrappings; not disposed of.</param>
    /// <param name="backup">Its name.</param>
    /// <param name="into">The folder's own name is made under it.</param>
    /// <param name="progress">Told of the bytes so far, or null.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="BackupUnreadableException">
    /// It is damaged or cut short (<c>DR1332</c>), holds what no backup does (<c>DR1333</c>), or a tablespace is not in it (<c>DR1334</c>).
    /// </exception>
    /// <exception cref="EngineUnavailableException">Another backup lies beside it (<c>DR3147</c>).</exception>
    public async Task<TarOutcome> UnpackAsync(
        Stream content, string backup, DirectoryInfo into, IProgress<ByteCount>? progress, CancellationToken cancellationToken)
    {
        var isDump = Format == BackupFormat.PgDumpDirectory;
        var archive = new TarFile(backup, isDump ? "dump" : "base backup", () => Task.FromResult<Stream>(new WholeTar(new LentStream(content), backup))) { Folder = Folder, IsFlat = isDump };
        // Its own name alone: that leads nowhere, but for these.
        var name = Path.GetFileName(Folder) is var last and not ("." or "..") ? last : "";
        var outcome = await archive.UnpackAsync(name.Length == 0 ? into : into.CreateSubdirectory(name), progress, cancellationToken).ConfigureAwait(false);
        foreach (var link in outcome.Links.Where(link => link != "pg_wal"))
        {
            throw Tablespaces.NotHere(backup, uint.TryParse(Path.GetFileName(link), out var number) ? number : 0, backup);
        }

        if (outcome.Beside.FirstOrDefault(IsBackup) is { } another)
        {
            throw new EngineUnavailableException(
                "DR3147",
                backup,
                $"Backup '{backup}' is a tar archive of several backups: '{another.Name}' belongs to another one than '{(Folder.Length == 0 ? "the files at its top" : Folder)}'; expected one alone.",
                "unpack it, and name the one that is to be proven or the folder with all of them; nothing is said about the backup.");
        }

        return outcome;
    }

    private static bool IsBackup(TarMember member) =>
        Path.GetFileName(member.Name) is "toc.dat" or "PG_VERSION" or BaseBackupLabel.LabelName || DumpHead.Of(member.Begin.Span) is not null
        || new LoneFileTar().Recognises(member.Begin.Span);

    private static string FolderOf(Match match) => match.Groups["folder"].Value.TrimEnd('/');

    [GeneratedRegex(@"^(?<folder>(?:[^/]+/)*)(?:toc\.dat|\d+\.dat(?:\.\w+)?|blob_\d+\.dat(?:\.\w+)?|blobs(?:_\d+)?\.toc)$")]
    private static partial Regex OfDump();

    // Names of a database's own folder come first: there is a PG_VERSION in each of them, too.
    [GeneratedRegex(@"^(?<folder>(?:[^/]+/)*?)(?:base/\d+/.*|global/(?:pg_control|pg_filenode\.map|\d+(?:_\w+)?(?:\.\d+)?)|pg_(?:xact|multixact|subtrans|wal|logical|stat)/.*|backup_label|PG_VERSION|postgresql\.auto\.conf)$")]
    private static partial Regex OfServer();
}
