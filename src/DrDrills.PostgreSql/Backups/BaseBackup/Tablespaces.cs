using System.Globalization;
using DrDrills.Errors;

namespace DrDrills.PostgreSql.Backups.BaseBackup;

/// <summary>Tablespaces of a physical backup: each lies where a link in the data directory leads to, and comes to lie in the work folder.</summary>
internal static class Tablespaces
{
    /// <summary>Folder of the links, by the number of each tablespace.</summary>
    public const string Links = "pg_tblspc";

    /// <summary>Says before anything is copied that one of them is not here, or that another link leads out of the backup.</summary>
    /// <exception cref="BackupUnreadableException">It cannot be brought as a whole (<c>DR1334</c>).</exception>
    /// <exception cref="VerificationImpossibleException">It may be the server's own that a link leads to (<c>DR4136</c>).</exception>
    public static async Task RequireAllAsync(string data, string backupId, CancellationToken cancellationToken)
    {
        var everything = new EnumerationOptions { AttributesToSkip = FileAttributes.None };
        foreach (var link in new DirectoryInfo(data).EnumerateFileSystemInfos("*", everything).Where(entry => entry.LinkTarget is not null))
        {
            if (link.Name != "pg_wal")
            {
                throw Unusable(
                    backupId, link, $"is a link to '{link.LinkTarget}', and links are followed only for the log and for tablespaces",
                    "copy what is behind the link in its place, or remove it from the copy where no server needs it (logs, certificates).");
            }
        }

        var isByProgram = await BaseBackupLabel.IsByProgramAsync(data, cancellationToken).ConfigureAwait(false);
        var around = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(data))) + "/";
        var links = new DirectoryInfo(Path.Combine(data, Links));
        foreach (var link in links.Exists ? links.EnumerateFileSystemInfos("*", everything) : [])
        {
            var place = link.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? link.FullName;
            if (!Directory.Exists(place) || !Directory.EnumerateDirectories(place, "PG_*").Any())
            {
                throw Unusable(backupId, link, $"leads to '{link.LinkTarget ?? place}', where no tablespace is",
                    "was the backup copied without its tablespaces? pg_basebackup --tablespace-mapping, or tar format, keeps them with it.");
            }

            if (!isByProgram && link.LinkTarget is not null && !place.StartsWith(around, StringComparison.Ordinal))
            {
                throw new VerificationImpossibleException(
                    "DR4136",
                    backupId,
                    $"Base backup '{backupId}' has a tablespace {link.Name} behind a link that leads out of it, to '{place}': whether that is the backup's or the server's own cannot be told of a copy that was not made by pg_basebackup.",
                    $"put the backup's copy of it beside the data directory, below '{around}', and let the link lead there; nothing is said about the backup.");
            }
        }
    }

    /// <summary>Moves what lies in or behind the links out of the data directory, and links to where it is now.</summary>
    /// <returns>The new places.</returns>
    public static IReadOnlyList<DirectoryInfo> Relocate(DirectoryInfo data, PhysicalRoom room)
    {
        List<DirectoryInfo> moved = [];
        foreach (var here in new DirectoryInfo(Path.Combine(data.FullName, Links)).EnumerateDirectories().Where(folder => folder.LinkTarget is null))
        {
            var place = room.Reserve($"tablespace-{here.Name}");
            Directory.Move(here.FullName, place.FullName);
            Directory.CreateSymbolicLink(here.FullName, place.FullName);
            moved.Add(place);
        }

        // Read by a server that begins to replay: it would link to where the tablespaces were at the source.
        File.Delete(Path.Combine(data.FullName, "tablespace_map"));
        return moved;
    }

    /// <summary>Says before anything is unpacked that the archive of one of them is not here.</summary>
    /// <exception cref="BackupUnreadableException">It is not (<c>DR1334</c>).</exception>
    public static void RequireAll(BaseBackupTars tars, string backupId)
    {
        foreach (var number in tars.Linked.Where(number => !tars.Tablespaces.ContainsKey(number)))
        {
            throw new BackupUnreadableException(
                "DR1334",
                backupId,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Base backup '{backupId}' has a tablespace {number}, but no archive of it lies beside '{Path.GetFileName(tars.Data)}'."),
                string.Create(CultureInfo.InvariantCulture, $"pg_basebackup wrote it as '{number}.tar…' into the same folder: was it copied along?"));
        }
    }

    /// <summary>One of them was left behind.</summary>
    public static BackupUnreadableException NotHere(string backupId, uint number, string place) => new(
        "DR1334",
        backupId,
        string.Create(CultureInfo.InvariantCulture, $"Backup '{backupId}' has a tablespace {number}, but nothing of it is in '{place}'."),
        "was the backup's folder copied as a whole?");

    private static BackupUnreadableException Unusable(string backupId, FileSystemInfo link, string because, string hint) => new(
        "DR1334",
        backupId,
        $"Base backup '{backupId}' cannot be brought as a whole: '{link.FullName}' {because}.",
        hint);
}
