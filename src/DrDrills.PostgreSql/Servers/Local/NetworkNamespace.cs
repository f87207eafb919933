using DrDrills.Errors;
using DrDrills.PostgreSql.Tools;

namespace DrDrills.PostgreSql.Servers.Local;

/// <summary>Starts a program where there is no network at all: in a fresh network namespace, whose only interface is down.</summary>
/// <param name="Mode">What is recorded.</param>
/// <param name="CommandPrefix">The command words that put a program there, under the account that servers run as.</param>
internal sealed record NetworkNamespace(string Mode, IReadOnlyList<string> CommandPrefix)
{
    private static readonly string[] Own = ["unshare", "--net", "--"];

    /// <summary>By the rights that a user has in a user namespace of its own, where the system lets users make one.</summary>
    private static readonly string[] OfUser = ["unshare", "--user", "--map-current-user", "--net", "--"];

    /// <summary>Whether there is one.</summary>
    public bool Isolates => CommandPrefix.Contains("unshare");

    /// <summary>Where none is to be had: only the account.</summary>
    public static NetworkNamespace None(ServerAccount? account) =>
        new("none: this machine allows no network namespaces", account?.CommandPrefix ?? []);

    /// <summary>The first way that this machine allows.</summary>
    /// <param name="account">The account that servers run as; null for the process's own user.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public static async Task<NetworkNamespace> FindAsync(ServerAccount? account, CancellationToken cancellationToken)
    {
        // Under a user namespace root could not become the account any more, so there the account comes first.
        IReadOnlyList<string>[] ways = account is null
            ? [OfUser]
            : [[.. Own, .. account.CommandPrefix], [.. account.CommandPrefix, .. OfUser]];
        foreach (var way in ways)
        {
            try
            {
                var tried = await HostCommand.RunAsync([.. way, "true"], cancellationToken, TimeSpan.FromSeconds(10)).ConfigureAwait(false);
                if (tried.ExitCode == 0)
                {
                    return new NetworkNamespace("network namespace without interfaces", way);
                }
            }
            catch (EngineUnavailableException)
            {
                // No such program on this machine: the next way, or none.
            }
        }

        return None(account);
    }
}
