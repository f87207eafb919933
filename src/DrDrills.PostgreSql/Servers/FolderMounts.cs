using DrDrills.PostgreSql.Tools;

namespace DrDrills.PostgreSql.Servers;

/// <summary>What a killed run left mounted below one of its folders, and loop devices over files in it.</summary>
/// <remarks>
/// Runs mount in namespaces of their own and let the kernel free their devices, so that normally there is nothing; but a folder is never
/// removed while anything is mounted in it: that would remove what is mounted.
/// </remarks>
internal static class FolderMounts
{
    /// <summary>How long a detached loop device is waited for: the kernel frees it when the last program that looks at it has closed it.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    /// <summary>Unmounts and detaches; the newest mount first.</summary>
    /// <returns>
    /// What was found, and whether it is gone. The folder may be removed where it is clear: nothing is mounted in it any more and no device
    /// reads a file of it; else the next sweep would not find them.
    /// </returns>
    public static async Task<(IReadOnlyList<Leftover> Found, bool Clear)> RemoveBelowAsync(
        DirectoryInfo folder, string runId, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var found = new List<Leftover>();
        foreach (var mount in Below(folder).Reverse())
        {
            await HostCommand.RunAsync(["umount", "--", mount], cancellationToken).ConfigureAwait(false);
            found.Add(new Leftover("mount", mount, runId, !Below(folder).Contains(mount)));
        }

        foreach (var device in LoopDevicesOver(folder))
        {
            await HostCommand.RunAsync(["losetup", "--detach", device], cancellationToken).ConfigureAwait(false);
            found.Add(new Leftover("loop device", device, runId, await IsFreedAsync(folder, device, timeProvider, cancellationToken).ConfigureAwait(false)));
        }

        return (found, !Below(folder).Any() && LoopDevicesOver(folder).Count == 0);
    }

    private static async Task<bool> IsFreedAsync(DirectoryInfo folder, string device, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var begin = timeProvider.GetTimestamp();
        while (LoopDevicesOver(folder).Contains(device))
        {
            if (timeProvider.GetElapsedTime(begin) >= _patience)
            {
                return false;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), timeProvider, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>Mount points at and below a folder, in the order they were mounted.</summary>
    private static IEnumerable<string> Below(DirectoryInfo folder) =>
        from line in File.ReadLines("/proc/self/mountinfo")
        let point = Unescaped(line.Split(' ')[4])
        where point == folder.FullName || point.StartsWith(folder.FullName + "/", StringComparison.Ordinal)
        select point;

    /// <summary>Devices whose file lies below a folder, also where the file was removed since.</summary>
    private static IReadOnlyList<string> LoopDevicesOver(DirectoryInfo folder) =>
    [
        .. from device in Directory.Exists("/sys/block") ? Directory.GetDirectories("/sys/block", "loop*") : []
           let backing = Path.Combine(device, "loop", "backing_file")
           where File.Exists(backing) && File.ReadAllText(backing).StartsWith(folder.FullName + "/", StringComparison.Ordinal)
           select $"/dev/{Path.GetFileName(device)}",
    ];

    /// <summary>The kernel writes blanks as octal numbers.</summary>
    private static string Unescaped(string path) => path
        .Replace(@"\040", " ", StringComparison.Ordinal)
        .Replace(@"\011", "\t", StringComparison.Ordinal)
        .Replace(@"\134", @"\", StringComparison.Ordinal);
}
