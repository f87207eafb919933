using DrDrills.PostgreSql.Servers.Local;
using DrDrills.PostgreSql.Tools;
using NUnit.Framework;

namespace DrDrills.Testing;

public static partial class Needs
{
    private static readonly Lazy<Task<string?>> NoPostgres =
        new(() => new LocalTarget().UnavailableBecauseAsync(CancellationToken.None));

    /// <summary>Skips or fails unless this machine has PostgreSQL's server and client programs.</summary>
    public static void Postgres() => Demand(NoPostgres.Value.GetAwaiter().GetResult());

    /// <summary>Whether the installed PostgreSQL is of that version or newer.</summary>
    public static bool IsPostgresFrom(int major) => HostTools.Find().MajorVersion >= major;

    /// <summary>Leaves the running test undecided where the installed PostgreSQL is older.</summary>
    /// <param name="major">The first version that will do.</param>
    /// <param name="why">What older ones have not, as a clause.</param>
    public static void PostgresFrom(int major, string why) => Assume.That(IsPostgresFrom(major), $"before PostgreSQL {major} {why}");

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
