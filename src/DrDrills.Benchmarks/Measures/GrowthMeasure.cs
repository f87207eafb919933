using DrDrills.Benchmarks.Results;
using DrDrills.PostgreSql.Digests;

namespace DrDrills.Benchmarks.Measures;

/// <summary>Memory and time of taking a manifest as a database grows tenfold and tenfold again.</summary>
internal sealed class GrowthMeasure : IBenchMeasure
{
    private static readonly double[] _sizes = [0.1, 1, 10, 100];

    /// <inheritdoc/>
    public string Id => "growth";

    /// <inheritdoc/>
    public IReadOnlyList<BenchRow> Lines { get; } =
    [
        new("peak memory of our process, taking a manifest", "itself", 300, "MB"),
        new("peak memory, the largest database", "the smallest", 1.2, "x"),
        new("time of the digest per gigabyte, the largest database", "the smallest", 1.2, "x"),
    ];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<BenchRow>> RunAsync(BenchRun run, CancellationToken cancellationToken)
    {
        var sizes = _sizes.Where(size => size < run.Options.Largest).Append(run.Options.Largest).ToList();
        var names = new List<string>();
        foreach (var size in sizes)
        {
            names.Add(await run.Databases.PgBenchAsync(size, cancellationToken).ConfigureAwait(false));
        }

        var (first, last) = (names[0], names[^1]);
        var peaks = names.ToDictionary(name => name, _ => new List<double>());
        for (var round = 0; round < run.Options.Rounds; round++)
        {
            foreach (var name in names)
            {
                peaks[name].Add(await PeakAsync(run, name, cancellationToken).ConfigureAwait(false) / 1e6);
            }
        }

        var seconds = await run.Interleaved.RunAsync(
            run.Options.Rounds,
            [.. names.Select(name => (name, (Func<Task>)(() => DigestAsync(run, name, cancellationToken))))]).ConfigureAwait(false);
        var (small, large) = (
            await run.Server.SizeAsync(first, cancellationToken).ConfigureAwait(false) / (double)(1 << 30),
            await run.Server.SizeAsync(last, cancellationToken).ConfigureAwait(false) / (double)(1 << 30));
        var range = FormattableString.Invariant($"{small:0.0} GB to {large:0.0} GB");
        return
        [
            Lines[0] with { Figure = peaks.Values.Max(all => all.Max()), Rounds = peaks[last], Detail = range },
            Lines[1].Of(Interleaved.Ratios(peaks[last], peaks[first])) with { Detail = range },
            Lines[2].Of([.. seconds[last].Zip(seconds[first], (ours, theirs) => ours / large / (theirs / small))]) with { Detail = range },
        ];
    }

    /// <summary>The most memory that a process held while it took a manifest, in bytes.</summary>
    internal static async Task<long> PeakAsync(BenchRun run, string database, CancellationToken cancellationToken) =>
        (await run.Verb.RunAsync(
            cancellationToken,
            "manifest", "--source", run.Server.ConnectionString(database), "--out", Path.Combine(run.Server.Folder.FullName, "peak.json"))
            .ConfigureAwait(false)).Passed().PeakBytes;

    private static async Task DigestAsync(BenchRun run, string database, CancellationToken cancellationToken)
    {
        await using var source = run.Server.Server.Connect(database);
        await DatabaseDigest
            .ReadAsync(source, TableDigests.Default, null, run.Options.Connections, null, cancellationToken).ConfigureAwait(false);
    }
}
