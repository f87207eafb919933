using DrDrills.Benchmarks.Results;

namespace DrDrills.Benchmarks.Measures;

/// <summary>Memory of taking a manifest of rows that are about as long as PostgreSQL allows.</summary>
internal sealed class LongRowMeasure : IBenchMeasure
{
    private const string Database = "long_rows";

    /// <inheritdoc/>
    public string Id => "long-rows";

    /// <inheritdoc/>
    public IReadOnlyList<BenchRow> Lines { get; } =
        [new("peak memory of our process, rows of 1 GB", "itself", 300, "MB") { Detail = "one text and one bytea of 1,000,000,000 bytes" }];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<BenchRow>> RunAsync(BenchRun run, CancellationToken cancellationToken)
    {
        await run.Server.ExecuteAsync("postgres", $"CREATE DATABASE {Database}", cancellationToken).ConfigureAwait(false);
        await run.Server.ExecuteAsync(
            Database,
            """
            CREATE TABLE texts AS SELECT repeat('0123456789', 100000000) AS t;
            CREATE TABLE bytes AS SELECT repeat('0123456789', 100000000)::bytea AS b;
            """,
            cancellationToken).ConfigureAwait(false);
        return [Lines[0] with { Figure = await GrowthMeasure.PeakAsync(run, Database, cancellationToken).ConfigureAwait(false) / 1e6 }];
    }
}
