using DrDrills.Benchmarks.Results;

namespace DrDrills.Benchmarks.Measures;

/// <summary>One or more lines of the benchmark table that are measured together.</summary>
internal interface IBenchMeasure
{
    /// <summary>A word for <c>--only</c>.</summary>
    string Id { get; }

    /// <summary>Its lines without figures: what is told of where measuring fails.</summary>
    IReadOnlyList<BenchRow> Lines { get; }

    /// <summary>Measures; a line that could not be measured says why.</summary>
    Task<IReadOnlyList<BenchRow>> RunAsync(BenchRun run, CancellationToken cancellationToken);
}
