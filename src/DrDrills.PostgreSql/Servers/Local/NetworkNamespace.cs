using DrDrills.PostgreSql.Tools;

namespace DrDrills.PostgreSql.Servers.Local;

/// <summary>Starts a program where there is no network at all: in a fresh network namespace, whose only interface is down.</summary>
/// <param name="Mode">What is recorded.</param>
/// <param name="CommandPrefix">The command words that put a program there.</param>
internal sealed record NetworkNamespace(string Mode, IReadOnlyList<string> CommandPrefix)
{
    public static readonly NetworkNamespace None = new("none: this machine allows no network namespaces", []);

    private static readonly IReadOnlyList<string>[] Ways =
    [
        ["unshare", "--net", "--"],
        ["unshare", "--user", "--map-current-user", "--net", "--"],
    ];

    /// <summary>The first way that this machine allows; root needs none of the user's namespaces.</summary>
    public static async Task<NetworkNamespace> FindAsync(CancellationToken cancellationToken)
    {
        // Under an own user namespace root could not become the server's account any more.
        var ways = Environment.IsPrivilegedProcess ? Ways[..1] : Ways[1..];
        foreach (var way in ways.Where(way => File.Exists("/usr/bin/" + way[0]) || File.Exists("/bin/" + way[0])))
        {
            var tried = await HostCommand.RunAsync([.. way, "true"], cancellationToken, TimeSpan.FromSeconds(10)).ConfigureAwait(false);
            if (tried.ExitCode == 0)
            {
                return new NetworkNamespace("network namespace without interfaces", way);
            }
        }

        return None;
    }
}
