using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.Oci.Tools;

namespace DrDrills.Oci.BlockVolumes;

/// <summary>Copies files out of an attached volume without ever writing to it or running anything on it.</summary>
/// <remarks>
/// A block device is mounted read-only by root, in a mount namespace of its own: the mount ends with the program that copies, also where this
/// process is killed. Without root, or where the "device" is an image file, debugfs reads the file system without mounting it.
/// Nothing is replayed from the file system's journal: what was not in place when the backup was taken is seen as it was on the device.
/// </remarks>
internal static class VolumeFiles
{
    private const int NotMounted = 72;
    private const int LeadsOut = 73;
    private const int NotCopied = 74;

    /// <summary>
    /// Arguments: device, mount point, target, wanted paths. What fails because of the volume has an exit code of its own; any other comes from what
    /// was to run this.
    /// </summary>
    private const string CopyScript = """
        set -eu
        device=$1 mount=$2 target=$3
        shift 3
        mount -t ext4 -o ro,noload,nodev,noexec,nosuid "$device" "$mount" || exit 72
        grep -F " $mount " /proc/self/mounts
        cd "$mount"
        copy() { cp --archive --one-file-system "$@" || exit 74; }
        [ "$#" -gt 0 ] || copy ./. "$target/"
        for path in "$@"; do
            [ -e "$path" ] || [ -L "$path" ] || continue
            case "$(realpath -e -- "$(dirname -- "$path")")/" in "$mount"/*) ;; *) echo "$path" >&2; exit 73 ;; esac
            copy --parents -- "$path" "$target"
        done
        """;

    /// <summary>What gives a command a mount namespace of its own.</summary>
    internal static IReadOnlyList<string> OwnMounts { get; } = ["unshare", "--mount", "--propagation", "private", "--"];

    /// <summary>Copies what is wanted; a wanted path that is not on the volume is left out.</summary>
    /// <param name="volume">For messages.</param>
    /// <param name="device">A block device, or an image file.</param>
    /// <param name="wanted">Paths from the root of the file system; none means everything.</param>
    /// <param name="work">An existing folder; a mount point and the copies are made in it.</param>
    /// <param name="limit">The longest that it may take.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="BackupUnreadableException">There is no file system that can be read (DR4222), or a path leads out of it (DR4223).</exception>
    /// <exception cref="EngineUnavailableException">This machine does not let a volume be mounted, or has no room for the files (DR4227).</exception>
    public static async Task<(RecoveredFiles Files, IsolationProof Isolation)> CopyOutAsync(
        string volume, string device, IReadOnlyList<string> wanted, DirectoryInfo work, TimeSpan limit, CancellationToken cancellationToken)
    {
        var folder = work.CreateSubdirectory($"files-{Guid.NewGuid().ToString("N")[..6]}");
        var mounts = Environment.IsPrivilegedProcess && IsBlockDevice(device);
        return mounts
            ? await MountedAsync(OwnMounts, volume, device, wanted, work, folder, limit, cancellationToken).ConfigureAwait(false)
            : await UnmountedAsync(volume, device, wanted, folder, limit, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Copies out of a volume that is mounted for it.</summary>
    /// <param name="within">Gives the command that follows it a mount namespace of its own: <see cref="OwnMounts"/>.</param>
    /// <param name="volume">For messages.</param>
    /// <param name="device">A block device.</param>
    /// <param name="wanted">Paths from the root of the file system; none means everything.</param>
    /// <param name="work">An existing folder; the mount point is made in it.</param>
    /// <param name="folder">An existing folder for the copies.</param>
    /// <param name="limit">The longest that it may take.</param>
    /// <param name="cancellationToken">Ends it.</param>
    internal static async Task<(RecoveredFiles, IsolationProof)> MountedAsync(
        IReadOnlyList<string> within,
        string volume,
        string device,
        IReadOnlyList<string> wanted,
        DirectoryInfo work,
        DirectoryInfo folder,
        TimeSpan limit,
        CancellationToken cancellationToken)
    {
        var mount = work.CreateSubdirectory($"mount-{Guid.NewGuid().ToString("N")[..6]}");
        var copied = await HostProgram.RunAsync(
            within[0],
            [.. within.Skip(1), "sh", "-c", CopyScript, "sh", device, mount.FullName, folder.FullName, .. wanted],
            limit,
            cancellationToken).ConfigureAwait(false);
        mount.Delete();
        return copied.ExitCode switch
        {
            0 => (new RecoveredFiles(folder, wanted), ProofOf(copied.Output)),
            LeadsOut => throw new BackupUnreadableException(
                "DR4223",
                volume,
                $"A wanted path of {volume} leads out of its file system by a link: '{copied.Errors.Trim()}'.",
                "who made the link? Ask for the path that it should lead to."),
            NotMounted => throw Unreadable(volume, device, "mounted", copied),
            NotCopied when !copied.Errors.Contains("No space left on device", StringComparison.Ordinal) =>
                throw Unreadable(volume, device, "copied from", copied),
            _ => throw new EngineUnavailableException(
                "DR4227",
                volume,
                $"The files of {volume} at '{device}' could not be copied to '{folder.FullName}' on this machine (exit code {copied.ExitCode}); "
                + "expected a mount namespace of its own and room for the files.",
                "is this a container or a chroot in which root may not mount? Run the drill on the host itself; else see whether the disk is full.\n"
                + "nothing is said about the backup.",
                copied.Errors),
        };
    }

    private static IsolationProof ProofOf(string mounts)
    {
        var options = mounts.Split('\n', 2)[0].Split(' ') is [_, _, _, var said, ..] ? said.Split(',') : [];
        string[] wanted = ["ro", "nosuid", "nodev", "noexec"];
        return new IsolationProof(
            "mounted read-only, nothing on it can be run",
            wanted.All(options.Contains),
            $"/proc/self/mounts said: {string.Join(',', options)}");
    }

    private static async Task<(RecoveredFiles, IsolationProof)> UnmountedAsync(
        string volume, string device, IReadOnlyList<string> wanted, DirectoryInfo folder, TimeSpan limit, CancellationToken cancellationToken)
    {
        foreach (var path in wanted.DefaultIfEmpty(""))
        {
            var parent = Directory.CreateDirectory(Path.Combine(folder.FullName, Path.GetDirectoryName(path) ?? ""));
            var copied = await HostProgram.RunAsync(
                "debugfs", ["-R", $"rdump \"/{path}\" \"{parent.FullName}\"", device], limit, cancellationToken).ConfigureAwait(false);
            var said = DebugfsText.ErrorsOf(copied.Errors);
            if (said.Any(line => !line.Contains("File not found", StringComparison.Ordinal)))
            {
                throw Unreadable(volume, device, "read by debugfs", copied with { Errors = string.Join('\n', said) });
            }
        }

        var facts = await DebugfsText.FactsAsync(device, folder, limit, cancellationToken).ConfigureAwait(false);
        return (
            new RecoveredFiles(folder, wanted, facts),
            new IsolationProof("not mounted: read by debugfs", true, "nothing on a file system that is not mounted can be run"));
    }

    private static BackupUnreadableException Unreadable(string volume, string device, string how, HostProgramOutcome outcome) => new(
        "DR4222",
        volume,
        $"The file system of {volume} at '{device}' could not be {how}; expected ext4 (exit code {outcome.ExitCode}).",
        "is there an ext4 file system directly on the volume, without partitions, and may this user read the device? Root may.",
        outcome.Errors);

    /// <summary>An attached volume is a device below /dev; the local region gives an image file where it may make none.</summary>
    private static bool IsBlockDevice(string path) => Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal);
}
