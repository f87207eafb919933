using DrDrills.Reporting.History;
using DrDrills.Testing;
using NUnit.Framework;

namespace DrDrills.Tests.Reporting.History;

public sealed class ForecastTests
{
    private const double Objective = 3600;

    [TestCase("by the same amount")]
    [TestCase("by the same factor")]
    public void The_true_miss_date_of_growing_data_lies_inside_the_interval(string shape)
    {
        var missed = 0;
        for (var seed = 1; seed <= 40; seed++)
        {
            var (points, truth) = Grown(shape, runs: 24, seed);

            var (forecast, reason) = Forecast.Of(points, Objective);

            Assert.That(forecast, Is.Not.Null, $"seed {seed}: {reason}");
            missed += forecast!.Earliest <= truth && (forecast.Latest is not { } latest || truth <= latest) ? 0 : 1;
        }

        // 95 % confidence: of 40 a few may lie outside.
        Assert.That(missed, Is.LessThanOrEqualTo(4));
    }

    [Test]
    public void The_interval_says_something()
    {
        var (points, _) = Grown("by the same amount", runs: 24, seed: 1);

        var (forecast, _) = Forecast.Of(points, Objective);

        Assert.That(forecast!.Latest, Is.Not.Null);
        Assert.That(forecast.Latest - forecast.Earliest, Is.LessThan(TimeSpan.FromDays(3650)));
    }

    [TestCase(1)]
    [TestCase(3)]
    [TestCase(5)]
    public void Too_few_runs_foretell_nothing(int runs)
    {
        var (forecast, reason) = Forecast.Of(Grown("by the same amount", runs, seed: 1).Points, Objective);

        Assert.That(forecast, Is.Null);
        Assert.That(reason, Is.EqualTo($"too little data: {runs} measured runs, 6 are needed"));
    }

    [Test]
    public void Noise_without_growth_foretells_nothing()
    {
        var random = new Random(3);
        var points = Enumerable.Range(0, 24).Select(month => (Samples.Incidence.AddDays(30 * month), 600 + (20 * (random.NextDouble() - 0.5)))).ToList();

        Assert.That(Forecast.Of(points, Objective), Is.EqualTo(((Forecast?)null, "no growth beyond the noise of the runs")));
    }

    /// <summary>A recovery time that grows from ten minutes towards the objective, with 5 % of noise.</summary>
    private static (IReadOnlyList<(DateTimeOffset At, double Seconds)> Points, DateTimeOffset Truth) Grown(string shape, int runs, int seed)
    {
        var random = new Random(seed);
        double Noise() => 1 + (0.05 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        var byFactor = shape == "by the same factor";
        double True(double month) => byFactor ? 600 * Math.Pow(1.05, month) : 600 + (60 * month);
        var truth = byFactor ? Math.Log(Objective / 600) / Math.Log(1.05) : (Objective - 600) / 60;
        return (
            [.. Enumerable.Range(0, runs).Select(month => (Samples.Incidence.AddDays(30.4 * month), True(month) * Noise()))],
            Samples.Incidence.AddDays(30.4 * truth));
    }
}
