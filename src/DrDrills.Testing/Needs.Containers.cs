using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Servers.Containers;

namespace DrDrills.Testing;

public static partial class Needs
{
    private static readonly Lazy<Task<string?>> NoContainerEngine =
        new(() => new ContainerTarget(new PostgresTargetOptions()).UnavailableBecauseAsync(CancellationToken.None));

    /// <summary>Skips or fails unless servers can be started in containers here, image included.</summary>
    public static void ContainerEngine() => Demand(NoContainerEngine.Value.GetAwaiter().GetResult());
}
