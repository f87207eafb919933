using DrDrills.Cli.Output;
using DrDrills.Errors;
using DrDrills.PostgreSql.Servers;

namespace DrDrills.Cli.Running;

/// <summary>Turns <c>auto</c> into the first environment that works, before anything is started there; sweeps what killed runs left.</summary>
internal static class TargetChoice
{
    /// <summary>local or container, for drills that run in a process of their own.</summary>
    /// <exception cref="EngineUnavailableException">What was asked for cannot be had; says why, and which command gets it.</exception>
    public static async Task<string> MakeAsync(Screen screen, string environment, CancellationToken cancellationToken) =>
        (await SelectAsync(screen, environment, null, [], cancellationToken).ConfigureAwait(false)).Kind.ToString().ToLowerInvariant();

    /// <summary>The target itself.</summary>
    /// <exception cref="EngineUnavailableException">What was asked for cannot be had; says why, and which command gets it.</exception>
    public static Task<IPostgresTarget> SelectAsync(
        Screen screen, string environment, string? remote, IReadOnlyList<string> allowedHosts, CancellationToken cancellationToken)
    {
        var options = new PostgresTargetOptions
        {
            Kind = Enum.Parse<TargetKind>(environment, ignoreCase: true),
            RemoteConnection = remote,
            AllowedHosts = allowedHosts,
        };
        return PostgresTargets.SelectAsync(options, screen.Say, cancellationToken);
    }
}
