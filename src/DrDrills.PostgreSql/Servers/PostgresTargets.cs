using DrDrills.Errors;
using DrDrills.PostgreSql.Servers.Containers;
using DrDrills.PostgreSql.Servers.Local;
using DrDrills.PostgreSql.Servers.Remote;

namespace DrDrills.PostgreSql.Servers;

/// <summary>Finds the place that restored copies run in, before anything is started there.</summary>
public static class PostgresTargets
{
    private const string Doctor = "'./drdrills doctor' shows what this machine can drill, and how to get what is missing.";

    /// <summary>Every target that needs no connection string, in the order in which <c>auto</c> tries them.</summary>
    /// <param name="options">Image, run root and so on.</param>
    public static IReadOnlyList<IPostgresTarget> Local(PostgresTargetOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return [new ContainerTarget(options), new LocalTarget(options.RunRoot)];
    }

    /// <summary>The target that the options ask for; <c>auto</c> takes the first that works and says why not the ones before it.</summary>
    /// <remarks>What killed runs left is swept first; a leftover that resists is said and does not stop the run.</remarks>
    /// <param name="options">What is wanted.</param>
    /// <param name="say">Receives one line per thing that a person would want to know.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="EngineUnavailableException">What was asked for cannot be had here (<c>DR3102</c>): all reasons, and the commands that help.</exception>
    /// <exception cref="ConfigurationInvalidException">A remote target without its connection or its allow list.</exception>
    public static async Task<IPostgresTarget> SelectAsync(
        PostgresTargetOptions options, Action<string> say, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(say);
        IReadOnlyList<IPostgresTarget> candidates = options.Kind == TargetKind.Remote
            ? [new RemoteTarget(options)]
            : [.. Local(options).Where(target => options.Kind == TargetKind.Auto || target.Kind == options.Kind)];
        await SweepAsync(options, say, cancellationToken).ConfigureAwait(false);
        return await FirstAsync(candidates, options.Kind, say, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The choice itself, over any targets.</summary>
    internal static async Task<IPostgresTarget> FirstAsync(
        IReadOnlyList<IPostgresTarget> candidates, TargetKind wanted, Action<string> say, CancellationToken cancellationToken)
    {
        var reasons = new List<string>();
        foreach (var target in candidates)
        {
            var name = NameOf(target.Kind);
            if (await target.UnavailableBecauseAsync(cancellationToken).ConfigureAwait(false) is not { } reason)
            {
                say(wanted == TargetKind.Auto
                    ? $"PostgreSQL is restored into the {name} target{(reasons.Count == 0 ? ", the first that auto tries" : "")}."
                    : $"PostgreSQL is restored into the {name} target, as asked for.");
                return target;
            }

            reasons.Add($"{name}: {reason}");
            if (wanted == TargetKind.Auto)
            {
                say($"The {name} target cannot be used: {reason}");
            }
        }

        throw new EngineUnavailableException(
            "DR3102",
            $"{NameOf(wanted)} target",
            wanted == TargetKind.Auto
                ? $"There is nothing to restore PostgreSQL into on this machine; {string.Join(" | ", reasons)}"
                : $"The {NameOf(wanted)} target cannot be used; {string.Join(" | ", reasons)}",
            wanted == TargetKind.Auto
                ? "Either of these is enough: apt-get install postgresql postgresql-client (local), or a container engine that answers.\n" + Doctor
                : Doctor);
    }

    private static async Task SweepAsync(PostgresTargetOptions options, Action<string> say, CancellationToken cancellationToken)
    {
        foreach (var leftover in await new Sweep(options).SweepAsync(cancellationToken).ConfigureAwait(false))
        {
            say(leftover.ToString());
        }
    }

    private static string NameOf(TargetKind kind) => kind.ToString().ToLowerInvariant();
}
