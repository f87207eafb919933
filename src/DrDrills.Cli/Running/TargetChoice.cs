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

    /// <summary>local or container.</summary>
    /// <exception cref="EngineUnavailableException">What was asked for cannot be had; says why, and which command gets it.</exception>
    public static async Task<string> MakeAsync(Screen screen, string environment, CancellationToken cancellationToken)
    {
        var reasons = new List<string>();
        foreach (var target in All())
        {
            var name = target.Kind.ToString().ToLowerInvariant();
            if (environment != "auto" && environment != name)
            {
                continue;
            }

            if (await target.UnavailableBecauseAsync(cancellationToken).ConfigureAwait(false) is not { } reason)
            {
                return name;
            }

            reasons.Add($"{name}: {reason}");
            screen.Say($"The {name} environment cannot be used: {reason}");
        }

        throw new EngineUnavailableException(
            "DR3107", environment, $"Nothing to restore PostgreSQL into: {string.Join(" ", reasons)}",
            "'./drdrills doctor' shows what is missing and how to get it.");
    }
}
