using DrDrills.PostgreSql.Servers.Local;
using NUnit.Framework;

namespace DrDrills.Testing;

public static partial class Needs
{
    private static readonly Lazy<Task<string?>> NoPostgres =
        new(() => new LocalTarget().UnavailableBecauseAsync(CancellationToken.None));

    /// <summary>Skips or fails unless this machine has PostgreSQL's server and client programs.</summary>
    public static void Postgres() => Demand(NoPostgres.Value.GetAwaiter().GetResult());

    /// <summary>Skips or fails for a target's own reason; null is all well.</summary>
    private static void Demand(string? missing)
    {
        if (missing is null)
        {
            return;
        }

        if (UnderCi)
        {
            Assert.Fail(missing);
        }

        Assert.Ignore(missing);
    }
}
