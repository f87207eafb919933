using System.Globalization;
using DrDrills.Benchmarks.Databases;
using DrDrills.Benchmarks.Results;

namespace DrDrills.Benchmarks.Measures;

/// <summary><c>check</c> of a dump end to end, from the start of its process to its end, against the bare restore into a server with the same settings.</summary>
internal sealed class CheckMeasure : IBenchMeasure
{
    private const string Restored = "bench_restored";

    /// <inheritdoc/>
    public string Id => "check";

    /// <inheritdoc/>
    public IReadOnlyList<BenchRow> Lines { get; } =
    [
        new("check of a custom-format dump of pgbench, all verifications", "pg_restore -j of the same dump", 1.4, "x"),
        new("check of a custom-format dump of BharatMart, all verifications", "pg_restore -j of the same dump", 1.4, "x"),
        new("peak memory of check, the larger of both", "itself", 300, "MB"),
    ];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<BenchRow>> RunAsync(BenchRun run, CancellationToken cancellationToken)
    {
        await using var target = await BenchServer.StartAsync(isSource: false, cancellationToken).ConfigureAwait(false);
        await GiveRolesAsync(run, target, cancellationToken).ConfigureAwait(false);
        var peaks = new List<double>();
        var rows = new List<BenchRow>();
        foreach (var (line, database) in Lines.Zip([
            await run.Databases.PgBenchAsync(cancellationToken).ConfigureAwait(false),
            await run.Databases.BharatMartAsync(cancellationToken).ConfigureAwait(false),
        ]))
        {
            var backup = await CapturedBackup.TakeAsync(run, database, cancellationToken).ConfigureAwait(false);
            var seconds = await run.Interleaved.RunAsync(
                run.Options.Rounds,
                [
                    ("check", async () => peaks.Add((await backup.CheckAsync(run, cancellationToken).ConfigureAwait(false)).PeakBytes / 1e6)),
                    ("pg_restore", () => RestoreAsync(target, backup.Dump, run.Options.Connections, cancellationToken)),
                ],
                () => DropAsync(target, cancellationToken)).ConfigureAwait(false);
            rows.Add(line.Of(seconds["check"], seconds["pg_restore"]));
        }

        return [.. rows, Lines[2] with { Figure = peaks.Max(), Rounds = peaks }];
    }

    /// <summary>Policies name roles, which no dump of a database holds; without them pg_restore ends with errors.</summary>
    private static async Task GiveRolesAsync(BenchRun run, BenchServer target, CancellationToken cancellationToken)
    {
        await run.Databases.BharatMartAsync(cancellationToken).ConfigureAwait(false);
        var roles = Path.Combine(run.Server.Folder.FullName, "roles.sql");
        await run.Server.RunAsync("pg_dumpall", cancellationToken, "--roles-only", "--no-role-passwords", $"--file={roles}").ConfigureAwait(false);
        await target.RunAsync("psql", cancellationToken, "--no-psqlrc", "--quiet", "--dbname=postgres", $"--file={roles}").ConfigureAwait(false);
    }

    /// <summary>Else the server's autovacuum would look after what was restored while the next check is measured.</summary>
    private static Task DropAsync(BenchServer target, CancellationToken cancellationToken) =>
        target.ExecuteAsync("postgres", $"DROP DATABASE IF EXISTS {Restored} WITH (FORCE)", cancellationToken);

    private static async Task RestoreAsync(BenchServer target, string dump, int jobs, CancellationToken cancellationToken)
    {
        await target.ExecuteAsync("postgres", $"CREATE DATABASE {Restored} TEMPLATE template0", cancellationToken).ConfigureAwait(false);
        await target.RunAsync(
            "pg_restore", cancellationToken,
            "--no-owner", "--no-acl", string.Create(CultureInfo.InvariantCulture, $"--jobs={jobs}"), $"--dbname={Restored}", dump).ConfigureAwait(false);
    }
}
