using System.Globalization;
using BharatMart;

namespace DrDrills.Benchmarks.Databases;

/// <summary>Databases that are measured on, each made when it is first asked for.</summary>
/// <param name="server">Where they are made.</param>
/// <param name="gigabytes">How large; a measure may ask for another size.</param>
/// <param name="say">Told what takes time.</param>
internal sealed class BenchDatabases(BenchServer server, double gigabytes, Action<string> say)
{
    // Measured: tables and keys of pgbench per unit of scale; BharatMart right after its generator.
    private const double PgBenchMegabytes = 14.9;
    private const double BharatMartMegabytes = 45;

    private readonly HashSet<string> _made = [];

    /// <summary>pgbench's four tables: one very long and narrow.</summary>
    public Task<string> PgBenchAsync(CancellationToken cancellationToken) => PgBenchAsync(gigabytes, cancellationToken);

    /// <summary>pgbench's four tables, at least of that size.</summary>
    public Task<string> PgBenchAsync(double size, CancellationToken cancellationToken)
    {
        var scale = string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, (int)Math.Ceiling(size * 1024 / PgBenchMegabytes))}");
        return MakeAsync(
            "pgbench_" + scale,
            size,
            name => server.RunAsync("pgbench", cancellationToken, "--initialize", "--quiet", $"--scale={scale}", name),
            cancellationToken);
    }

    /// <summary>BharatMart: many tables, many types, wide rows.</summary>
    public Task<string> BharatMartAsync(CancellationToken cancellationToken) => MakeAsync(
        "bharatmart",
        gigabytes,
        async name =>
        {
            await using var source = server.Server.Connect(name);
            await BharatMartDatabase.CreateAsync(
                source, new BharatMartOptions { Scale = (decimal)Math.Round(gigabytes * 1024 / BharatMartMegabytes, 2) }, cancellationToken)
                .ConfigureAwait(false);
            await server.ExecuteAsync(name, "VACUUM", cancellationToken).ConfigureAwait(false);
        },
        cancellationToken);

    private async Task<string> MakeAsync(string name, double size, Func<string, Task> fill, CancellationToken cancellationToken)
    {
        if (!_made.Contains(name))
        {
            say(FormattableString.Invariant($"making {name}: {size} GB"));
            await server.ExecuteAsync("postgres", $"DROP DATABASE IF EXISTS {name}", cancellationToken).ConfigureAwait(false);
            await server.ExecuteAsync("postgres", $"CREATE DATABASE {name}", cancellationToken).ConfigureAwait(false);
            await fill(name).ConfigureAwait(false);
            _made.Add(name);
        }

        return name;
    }
}
