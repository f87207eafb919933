using System.Globalization;
using System.Runtime.InteropServices;
using DrDrills.Drills;

namespace DrDrills.PostgreSql.Tools;

/// <summary>Looks at this machine's processes, and ends those that belong to a folder of ours.</summary>
internal static class ProcessTable
{
    /// <summary>SIGQUIT: PostgreSQL stops at once, without a checkpoint.</summary>
    public const int Quit = 3;

    /// <summary>SIGKILL.</summary>
    public const int Kill = 9;

    /// <summary>Processes that work in one of the folders, and postmasters that were started with a file from them.</summary>
    public static IReadOnlyList<int> In(params IEnumerable<string> folders)
    {
        var roots = folders.Select(folder => folder.TrimEnd('/') + "/").ToList();
        return [.. Directory.EnumerateDirectories("/proc")
            .Select(path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 1 && id != Environment.ProcessId && RunProcess.StartOf(id) is not null && BelongsTo(id, roots))];
    }

    /// <summary>Processes named postgres that work, or were told to work, in a folder directly below a root; the folder may be gone.</summary>
    /// <remarks>Only those to which a path means what it means here: in a container or below another root, the same path is another folder.</remarks>
    public static IReadOnlyList<(int ProcessId, string Folder)> ServersBelow(string root)
    {
        var prefix = root.TrimEnd('/') + "/";
        return [.. In(root)
            .Where(SeesTheSameFiles)
            .Select(id => (ProcessId: id, Words: WordsOf(id)))
            .Where(process => Path.GetFileName(process.Words.FirstOrDefault() ?? "").StartsWith("postgres", StringComparison.Ordinal))
            .Select(process => (process.ProcessId, Place: process.Words.FirstOrDefault(
                word => word.Contains(prefix, StringComparison.Ordinal), "")))
            .Where(process => process.Place.Length > 0)
            .Select(process => (process.ProcessId, FolderIn(process.Place, prefix)))];
    }

    /// <summary>Sends a signal; a process that is gone already is no mistake.</summary>
    public static void Signal(int processId, int signal) => _ = NativeKill(processId, signal);

    private static bool BelongsTo(int processId, List<string> roots)
    {
        try
        {
            var folder = new FileInfo($"/proc/{processId.ToString(CultureInfo.InvariantCulture)}/cwd").LinkTarget + "/";
            if (roots.Exists(root => folder.StartsWith(root, StringComparison.Ordinal)))
            {
                return true;
            }

            var words = File.ReadAllText($"/proc/{processId.ToString(CultureInfo.InvariantCulture)}/cmdline").Split('\0');
            return Path.GetFileName(words[0]) == "postgres"
                && words.Any(word => roots.Exists(root => word.Contains(root, StringComparison.Ordinal)));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool SeesTheSameFiles(int processId)
    {
        try
        {
            return Place(processId.ToString(CultureInfo.InvariantCulture)) == Place("self");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }

        static (string? Mounts, string? Root) Place(string id) => (new FileInfo($"/proc/{id}/ns/mnt").LinkTarget, new FileInfo($"/proc/{id}/root").LinkTarget);
    }

    /// <summary>Command line and working folder; empty where the process is gone or another's.</summary>
    private static string[] WordsOf(int processId)
    {
        try
        {
            var proc = $"/proc/{processId.ToString(CultureInfo.InvariantCulture)}";
            return [.. File.ReadAllText(proc + "/cmdline").Split('\0'), new FileInfo(proc + "/cwd").LinkTarget ?? ""];
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>"…=/root/NAME/data (deleted)" gives "/root/NAME".</summary>
    private static string FolderIn(string place, string prefix)
    {
        var rest = place[(place.IndexOf(prefix, StringComparison.Ordinal) + prefix.Length)..];
        return prefix + rest.Split('/')[0].Replace(" (deleted)", "", StringComparison.Ordinal);
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int NativeKill(int processId, int signal);
}
