using System.Globalization;
using System.Text.RegularExpressions;
using DrDrills.Oci.Tools;

namespace DrDrills.Oci.BlockVolumes;

/// <summary>What debugfs prints.</summary>
internal static partial class DebugfsText
{
    /// <summary>What went wrong, without its banner and without what only root may do: give the copies to their owners.</summary>
    public static IReadOnlyList<string> ErrorsOf(string errors) =>
    [
        .. errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => !line.StartsWith("debugfs ", StringComparison.Ordinal)
                && !line.Contains("while changing ownership", StringComparison.Ordinal)),
    ];

    /// <summary>
    /// What the volume says of entries whose copies do not say it: of links, whose copies keep neither owner nor time; and of everything's
    /// owner where the copies are all one user's, who is not root.
    /// </summary>
    public static async Task<IReadOnlyDictionary<string, VolumeFacts>> FactsAsync(
        string device, DirectoryInfo folder, TimeSpan limit, CancellationToken cancellationToken)
    {
        var facts = new Dictionary<string, VolumeFacts>(StringComparer.Ordinal);
        var all = folder.EnumerateFileSystemInfos("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None }).ToList();
        if (!Environment.IsPrivilegedProcess)
        {
            string[] folders = ["", .. all.OfType<DirectoryInfo>().Where(each => each.LinkTarget is null).Select(PathOf)];
            foreach (var path in folders)
            {
                var listed = await HostProgram.RunAsync("debugfs", ["-R", $"ls -p \"/{path}\"", device], limit, cancellationToken).ConfigureAwait(false);
                foreach (var (name, owner) in EntriesOf(listed.Output))
                {
                    facts[path.Length == 0 ? name : $"{path}/{name}"] = new VolumeFacts(owner.User, owner.Group, null);
                }
            }
        }

        foreach (var path in all.Where(each => each.LinkTarget is not null).Select(PathOf))
        {
            var told = await HostProgram.RunAsync("debugfs", ["-R", $"stat \"/{path}\"", device], limit, cancellationToken).ConfigureAwait(false);
            if (FactsOf(told.Output) is { } known)
            {
                facts[path] = known;
            }
        }

        return facts;

        string PathOf(FileSystemInfo entry) => Path.GetRelativePath(folder.FullName, entry.FullName);
    }

    /// <summary>The answer of <c>stat</c>: <c>User: 1001 Group: 4</c>, <c>mtime: 0x6b04a13f:00000000</c> (seconds, and parts of one).</summary>
    internal static VolumeFacts? FactsOf(string stat)
    {
        var owner = OwnerOf().Match(stat);
        var time = TimeOf().Match(stat);
        return owner.Success && time.Success
            ? new VolumeFacts(
                long.Parse(owner.Groups[1].Value, CultureInfo.InvariantCulture),
                long.Parse(owner.Groups[2].Value, CultureInfo.InvariantCulture),
                long.Parse(time.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture))
            : null;
    }

    /// <summary>Lines of <c>ls -p</c>: <c>/inode/mode/user/group/name/size/</c>.</summary>
    internal static IEnumerable<(string Name, (long User, long Group) Owner)> EntriesOf(string listing) =>
        from line in listing.Split('\n')
        let parts = line.Split('/')
        where parts.Length >= 7 && parts[5] is not ("." or ".." or "")
        select (parts[5], (long.Parse(parts[3], CultureInfo.InvariantCulture), long.Parse(parts[4], CultureInfo.InvariantCulture)));

    [GeneratedRegex(@"^User:\s*(\d+)\s+Group:\s*(\d+)", RegexOptions.Multiline)]
    private static partial Regex OwnerOf();

    [GeneratedRegex(@"^\s*mtime: 0x([0-9a-f]+)", RegexOptions.Multiline)]
    private static partial Regex TimeOf();
}
