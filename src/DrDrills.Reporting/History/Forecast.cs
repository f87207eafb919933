namespace DrDrills.Reporting.History;

/// <summary>When, at the growth seen so far, recovery will take longer than its objective.</summary>
/// <param name="MissedOn">The likeliest day.</param>
/// <param name="Earliest">Begin of the interval that holds it with 95 % confidence.</param>
/// <param name="Latest">End of it; null where no end can be told.</param>
/// <param name="Shape">How the recovery time grows: "by the same amount" or "by the same factor".</param>
public sealed record Forecast(DateTimeOffset MissedOn, DateTimeOffset Earliest, DateTimeOffset? Latest, string Shape)
{
    /// <summary>Fewer runs than this say nothing about growth.</summary>
    public const int LeastRuns = 6;

    // Further ahead than this nothing is foretold.
    private const double HorizonDays = 3650;

    /// <summary>Fits both shapes of growth to the measured recovery times and asks each when it crosses the objective.</summary>
    /// <param name="points">Measured recovery times of one drill, one evidence class; any order.</param>
    /// <param name="objectiveSeconds">The objective.</param>
    /// <returns>Null where there is too little data, no growth beyond the noise, or no miss within ten years; the reason beside it.</returns>
    public static (Forecast? Forecast, string Reason) Of(IReadOnlyList<(DateTimeOffset At, double Seconds)> points, double objectiveSeconds)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Count < LeastRuns)
        {
            return (null, $"too little data: {points.Count} measured runs, {LeastRuns} are needed");
        }

        var start = points.Min(point => point.At);
        var days = points.Select(point => (point.At - start).TotalDays).ToArray();
        var seconds = points.Select(point => point.Seconds).ToArray();
        if (days.Max() < 1)
        {
            return (null, "too little data: all runs are of one day");
        }

        var amount = GrowthLine.Fit(days, seconds, logarithmic: false);
        var factor = GrowthLine.Fit(days, seconds, logarithmic: true);
        var best = factor.Error < amount.Error ? factor : amount;
        if (!best.Grows)
        {
            return (null, "no growth beyond the noise of the runs");
        }

        // The shape itself is uncertain: one that fits nearly as well has its say in the interval.
        var shapes = new[] { amount, factor }.Where(shape => shape.Grows && shape.Error <= 2 * best.Error).ToList();
        var crossing = best.Crossing(objectiveSeconds);
        if (crossing > HorizonDays)
        {
            return (null, "at this growth the objective is not missed within ten years");
        }

        var bounds = shapes.ConvertAll(shape => shape.Bounds(objectiveSeconds, HorizonDays));
        var latest = bounds.Exists(bound => bound.Latest is null) ? null : bounds.Max(bound => bound.Latest);
        return (
            new Forecast(
                start.AddDays(crossing),
                start.AddDays(bounds.Min(bound => bound.Earliest)),
                latest is { } end ? start.AddDays(end) : null,
                best == factor ? "by the same factor" : "by the same amount"),
            "");
    }
}
