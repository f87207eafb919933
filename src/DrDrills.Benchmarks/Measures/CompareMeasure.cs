using DrDrills.Benchmarks.Results;
using DrDrills.Errors;
using DrDrills.PostgreSql.Digests;

namespace DrDrills.Benchmarks.Measures;

/// <summary><c>compare</c> of two equal databases, and of two that differ in ten rows, against digests of both in full.</summary>
internal sealed class CompareMeasure : IBenchMeasure
{
    /// <inheritdoc/>
    public string Id => "compare";

    /// <inheritdoc/>
    public IReadOnlyList<BenchRow> Lines { get; } =
    [
        new("compare of two equal pgbench databases", "a full digest of both", 1.1, "x"),
        new("compare of two that differ in 10 rows", "a full digest of both", 1.1, "x"),
    ];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<BenchRow>> RunAsync(BenchRun run, CancellationToken cancellationToken)
    {
        var help = (await run.Verb.RunAsync(cancellationToken, "--help").ConfigureAwait(false)).Passed().Output;
        if (!help.Split('\n').Any(line => line.TrimStart().StartsWith("compare ", StringComparison.Ordinal)))
        {
            return [.. Lines.Select(line => line.NotMeasured("no such verb yet"))];
        }

        var original = await run.Databases.PgBenchAsync(cancellationToken).ConfigureAwait(false);
        var (equal, changed) = (await CopyAsync(run, original, "equal", cancellationToken).ConfigureAwait(false),
            await CopyAsync(run, original, "changed", cancellationToken).ConfigureAwait(false));
        await run.Server.ExecuteAsync(
            changed, "UPDATE pgbench_accounts SET abalance = abalance + 1 WHERE aid % (SELECT count(*) / 10 FROM pgbench_accounts) = 1", cancellationToken)
            .ConfigureAwait(false);
        var seconds = await run.Interleaved.RunAsync(
            run.Options.Rounds,
            [
                ("digests", () => DigestBothAsync(run, original, equal, cancellationToken)),
                (equal, () => CompareAsync(run, original, equal, ExitCode.Passed, cancellationToken)),
                (changed, () => CompareAsync(run, original, changed, ExitCode.VerificationFailed, cancellationToken)),
            ]).ConfigureAwait(false);
        return [Lines[0].Of(seconds[equal], seconds["digests"]), Lines[1].Of(seconds[changed], seconds["digests"])];
    }

    private static async Task<string> CopyAsync(BenchRun run, string original, string name, CancellationToken cancellationToken)
    {
        await run.Server.ExecuteAsync("postgres", $"CREATE DATABASE {name} TEMPLATE {original} STRATEGY file_copy", cancellationToken).ConfigureAwait(false);
        return name;
    }

    private static async Task CompareAsync(BenchRun run, string a, string b, ExitCode expected, CancellationToken cancellationToken)
    {
        var outcome = await run.Verb.RunAsync(
            cancellationToken, "compare", run.Server.ConnectionString(a), run.Server.ConnectionString(b)).ConfigureAwait(false);
        if (outcome.ExitCode != (int)expected)
        {
            throw new InvalidOperationException(
                $"compare of '{a}' and '{b}' ended with exit code {outcome.ExitCode}, not {(int)expected}; what it took says nothing.");
        }
    }

    /// <summary>One after the other: at the same time they take half as long again on two processors.</summary>
    private static async Task DigestBothAsync(BenchRun run, string a, string b, CancellationToken cancellationToken)
    {
        await DigestAsync(run, a, cancellationToken).ConfigureAwait(false);
        await DigestAsync(run, b, cancellationToken).ConfigureAwait(false);
    }

    private static async Task DigestAsync(BenchRun run, string database, CancellationToken cancellationToken)
    {
        await using var source = run.Server.Server.Connect(database);
        await DatabaseDigest
            .ReadAsync(source, TableDigests.Default, null, run.Options.Connections, null, cancellationToken).ConfigureAwait(false);
    }
}
