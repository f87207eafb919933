using System.IO.Enumeration;
using DrDrills.Errors;

namespace DrDrills.PostgreSql.Servers.Local;

/// <summary>Makes a restored data directory safe to start a server on: nothing the backup configured can act on the world.</summary>
internal static class RestoredDataDirectory
{
    /// <summary>The first number of the version that wrote it.</summary>
    /// <exception cref="RestoreFailedException">It is no data directory (<c>DR2122</c>).</exception>
    public static int MajorVersionOf(DirectoryInfo data)
    {
        var file = Path.Combine(data.FullName, "PG_VERSION");
        return File.Exists(file) && int.TryParse(File.ReadAllText(file).Trim(), out var major)
            ? major
            : throw new RestoreFailedException(
                "DR2122",
                data.FullName,
                $"'{data.FullName}' is not a PostgreSQL data directory: it has no readable PG_VERSION.",
                "Was the backup unpacked into this folder, and not into one below it?");
    }

    /// <summary>
    /// Takes the backup's own configuration out of the way, removes what would start it as somebody's standby, and refuses links that lead
    /// out of the work folder.
    /// </summary>
    public static void Prepare(DirectoryInfo data, DirectoryInfo workFolder, bool recover)
    {
        if (!data.FullName.StartsWith(workFolder.FullName.TrimEnd('/') + "/", StringComparison.Ordinal))
        {
            throw new ArgumentException($"The data directory '{data.FullName}' is not below the work folder '{workFolder.FullName}'.", nameof(data));
        }

        RefuseForeignLinks(data, workFolder);
        if (File.Exists(Path.Combine(data.FullName, "postmaster.pid")))
        {
            File.Delete(Path.Combine(data.FullName, "postmaster.pid"));
        }

        // Read after every other file, whatever config_file says; an empty one has nothing to add.
        File.WriteAllText(Path.Combine(data.FullName, "postgresql.auto.conf"), "");
        foreach (var signal in new[] { "standby.signal", "recovery.signal" })
        {
            File.Delete(Path.Combine(data.FullName, signal));
        }

        if (recover)
        {
            File.WriteAllText(Path.Combine(data.FullName, "recovery.signal"), "");
        }

        File.SetUnixFileMode(data.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Places that links in the data directory lead to: tablespaces, a WAL folder elsewhere.</summary>
    private static List<string> LinkedFolders(DirectoryInfo data)
    {
        var links = new FileSystemEnumerable<FileSystemInfo>(
            data.FullName,
            (ref FileSystemEntry entry) => entry.ToFileSystemInfo(),
            new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = false })
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        };
        return [.. links.Select(link => link.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? link.FullName)];
    }

    private static void RefuseForeignLinks(DirectoryInfo data, DirectoryInfo workFolder)
    {
        var root = workFolder.FullName.TrimEnd('/') + "/";
        var foreign = LinkedFolders(data).Where(place => !place.StartsWith(root, StringComparison.Ordinal)).ToList();
        if (foreign.Count > 0)
        {
            throw new TargetRefusedException(
                "DR3204",
                data.FullName,
                $"The restored data directory links to {string.Join(", ", foreign.Select(place => $"'{place}'"))}, outside the work folder "
                + $"'{workFolder.FullName}'; a server started here could write into another cluster's files.",
                "Restore tablespaces below the work folder (pg_basebackup --tablespace-mapping, or rewrite pg_tblspc).");
        }
    }
}
