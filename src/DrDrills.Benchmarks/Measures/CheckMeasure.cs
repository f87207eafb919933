using System.Globalization;
using DrDrills.Benchmarks.Databases;
using DrDrills.Benchmarks.Results;

namespace DrDrills.Benchmarks.Measures;

/// <summary><c>check</c> of a dump end to end, from the start of its process to its end, against the bare restore into a server with the same settings, which was just started too.</summary>
internal sealed class CheckMeasure : IBenchMeasure
{
    private const string Restored = "bench_restored";

    /// <inheritdoc/>
    public string Id => "check";

    /// <inheritdoc/>
    public IReadOnlyList<BenchRow> Lines { get; } =
    [
        new("check of a custom-format dump of pgbench, all verifications", "pg_restore -j of the same dump into a new server", 1.4, "x"),
        new("check of a custom-format dump of BharatMart, all verifications", "pg_restore -j of the same dump into a new server", 1.4, "x"),
        new("peak memory of check, the larger of both", "itself", 300, "MB"),
    ];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<BenchRow>> RunAsync(BenchRun run, CancellationToken cancellationToken)
    {
        var peaks = new List<double>();
        var rows = new List<BenchRow>();
        foreach (var (line, database) in Lines.Zip([
            await run.Databases.PgBenchAsync(cancellationToken).ConfigureAwait(false),
            await run.Databases.BharatMartAsync(cancellationToken).ConfigureAwait(false),
        ]))
        {
            var backup = await CapturedBackup.TakeAsync(run, database, cancellationToken).ConfigureAwait(false);
            await using var peer = new FreshServer(run);
            await peer.RenewAsync(cancellationToken).ConfigureAwait(false);
            var seconds = await run.Interleaved.RunAsync(
                run.Options.Rounds,
                [
                    ("check", async () => peaks.Add((await backup.CheckAsync(run, cancellationToken).ConfigureAwait(false)).PeakBytes / 1e6)),
                    ("pg_restore", () => RestoreAsync(peer.Server, backup.Dump, run.Options.Connections, cancellationToken)),
                ],
                () => peer.RenewAsync(cancellationToken)).ConfigureAwait(false);
            rows.Add(line.Of(seconds["check"], seconds["pg_restore"]));
        }

        return [.. rows, Lines[2] with { Figure = peaks.Max(), Rounds = peaks }];
    }

    private static async Task RestoreAsync(BenchServer target, string dump, int jobs, CancellationToken cancellationToken)
    {
        await target.ExecuteAsync("postgres", $"CREATE DATABASE {Restored} TEMPLATE template0", cancellationToken).ConfigureAwait(false);
        await target.RunAsync(
            "pg_restore", cancellationToken,
            "--no-owner", "--no-acl", string.Create(CultureInfo.InvariantCulture, $"--jobs={jobs}"), $"--dbname={Restored}", dump).ConfigureAwait(false);
    }
}
