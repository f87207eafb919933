namespace DrDrills.Benchmarks.Results;

/// <summary>One line of the benchmark table.</summary>
/// <param name="Measure">What was measured.</param>
/// <param name="Against">What it is held against.</param>
/// <param name="Reach">What it is held to: at most this.</param>
/// <param name="Unit">Of figure and reach: <c>x</c> for a ratio, <c>s</c>, <c>MB</c>.</param>
internal sealed record BenchRow(string Measure, string Against, double? Reach, string Unit)
{
    /// <value>The median over all rounds; null where nothing was measured.</value>
    public double? Figure { get; init; }

    /// <value>The figure of each round.</value>
    public IReadOnlyList<double> Rounds { get; init; } = [];

    /// <value>What the figure is made of, such as both sides' times; or why there is none.</value>
    public string Detail { get; init; } = "";

    /// <value>Whether the figure is within the reach; null where there is no figure or no reach.</value>
    public bool? Holds => Figure is { } figure && Reach is { } reach ? figure <= reach : null;

    /// <summary>With the ratio of two sides of interleaved rounds.</summary>
    public BenchRow Of(IReadOnlyList<double> ours, IReadOnlyList<double> theirs) =>
        Of(Interleaved.Ratios(ours, theirs)) with
        {
            Detail = FormattableString.Invariant($"{Figures.Median(ours):0.00} s against {Figures.Median(theirs):0.00} s"),
        };

    /// <summary>With the median of some figures.</summary>
    public BenchRow Of(IReadOnlyList<double> rounds) => this with { Figure = Figures.Median(rounds), Rounds = rounds };

    /// <summary>A line without a figure.</summary>
    public BenchRow NotMeasured(string because) => this with { Figure = null, Rounds = [], Detail = $"not measured: {because}" };
}
