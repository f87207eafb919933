using DrDrills.Cli.Output;
using DrDrills.Errors;
using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Servers.Local;

namespace DrDrills.Cli.Running;

/// <summary>Turns <c>auto</c> into the first environment that works, before anything is started there.</summary>
internal static class TargetChoice
{
    /// <summary>Every place that needs no connection string, in the order in which <c>auto</c> tries them.</summary>
    public static IReadOnlyList<IPostgresTarget> All() => [new LocalTarget()];

    /// <summary>local or container, for drills that run in a process of their own.</summary>
    /// <exception cref="EngineUnavailableException">What was asked for cannot be had; says why, and which command gets it.</exception>
    public static async Task<string> MakeAsync(Screen screen, string environment, CancellationToken cancellationToken) =>
        (await SelectAsync(screen, environment, null, [], cancellationToken).ConfigureAwait(false)).Kind.ToString().ToLowerInvariant();

    /// <summary>The target itself.</summary>
    /// <exception cref="EngineUnavailableException">What was asked for cannot be had; says why, and which command gets it.</exception>
    public static async Task<IPostgresTarget> SelectAsync(
        Screen screen, string environment, string? remote, IReadOnlyList<string> allowedHosts, CancellationToken cancellationToken)
    {
        _ = (remote, allowedHosts);
        var reasons = new List<string>();
        foreach (var target in All().Where(target => environment == "auto" || environment.Equals(target.Kind.ToString(), StringComparison.OrdinalIgnoreCase)))
        {
            if (await target.UnavailableBecauseAsync(cancellationToken).ConfigureAwait(false) is not { } reason)
            {
                screen.Say($"PostgreSQL is restored into the {target.Kind.ToString().ToLowerInvariant()} environment.");
                return target;
            }

            reasons.Add(reason);
        }

        throw new EngineUnavailableException(
            "DR3107", environment, $"Nothing to restore PostgreSQL into: {string.Join(" ", reasons)}",
            "'./drdrills doctor' shows what is missing and how to get it.");
    }
}
