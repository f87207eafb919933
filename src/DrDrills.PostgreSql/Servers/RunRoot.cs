using System.Globalization;
using DrDrills.Errors;
using DrDrills.PostgreSql.Tools;

namespace DrDrills.PostgreSql.Servers;

/// <summary>The folder below which everything of a run is made, so that what a killed run leaves can be found.</summary>
public static class RunRoot
{
    /// <summary>Number of the user that this process acts as.</summary>
    internal static readonly string UserId = ReadUserId();

    /// <summary><c>$TMPDIR/drdrills-UID</c>, or below <c>/tmp</c> where the variable is not set.</summary>
    public static DirectoryInfo Default => new(Path.Combine(
        Environment.GetEnvironmentVariable("TMPDIR") is { Length: > 0 } folder ? folder : "/tmp", $"drdrills-{UserId}"));

    /// <summary>Where sockets go whose path below the run root would be too long for the system.</summary>
    internal static DirectoryInfo ShortSockets => new($"/tmp/drdrills-{UserId}/sockets");

    /// <summary>Makes the run root where it is missing: nobody else may list it, the server's account may pass through it.</summary>
    /// <exception cref="TargetRefusedException">Somebody else owns the folder (<c>DR3202</c>).</exception>
    internal static async Task EnsureAsync(DirectoryInfo root, CancellationToken cancellationToken)
    {
        if (!root.Exists)
        {
            Directory.CreateDirectory(root.FullName, Passable);
            root.Refresh();
        }

        var seen = await HostCommand.RunAsync(["stat", "-c", "%u %F", root.FullName], cancellationToken).ConfigureAwait(false);
        if (seen.Output.Trim() != $"{UserId} directory")
        {
            throw new TargetRefusedException(
                "DR3202",
                root.FullName,
                $"The run root '{root.FullName}' must be a directory of user {UserId}; found owner and kind '{seen.Output.Trim()}'.",
                "Who made it? Remove it, or set TMPDIR to a folder of your own.");
        }
    }

    /// <summary>Others may pass through, not list: the server runs under another account than a harness that is root.</summary>
    internal const UnixFileMode Passable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private static string ReadUserId()
    {
        var line = File.ReadLines("/proc/self/status").FirstOrDefault(text => text.StartsWith("Uid:", StringComparison.Ordinal));
        return line?.Split('\t', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(2)
            ?? Environment.UserName.ToLower(CultureInfo.InvariantCulture);
    }
}
