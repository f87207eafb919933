using System.Text.Json;
using DrDrills.Benchmarks.Results;
using DrDrills.Errors;
using NUnit.Framework;

namespace DrDrills.Tests.Benchmarks;

public sealed class BenchReportTests
{
    private static readonly BenchRow _line = new("digest", "scan", 2.5, "x");

    [Test]
    public void The_median_of_the_rounds_ratios_counts()
    {
        var row = _line.Of([2, 9, 4], [1, 3, 4]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(row.Rounds, Is.EqualTo(new[] { 2.0, 3.0, 1.0 }));
            Assert.That(row.Figure, Is.EqualTo(2));
            Assert.That(row.Holds, Is.True);
            Assert.That(row.Detail, Is.EqualTo("4.00 s against 3.00 s"));
        }
    }

    [TestCase(2.5, ExitCode.Passed)]
    [TestCase(2.51, ExitCode.ObjectiveMissed)]
    [TestCase(null, ExitCode.Inconclusive)]
    public void A_reach_is_inclusive_and_what_was_not_measured_does_not_hold(double? figure, ExitCode expected) =>
        Assert.That(Report(_line with { Figure = figure }).Outcome, Is.EqualTo(expected));

    [Test]
    public void A_missed_reach_weighs_more_than_a_missing_figure() =>
        Assert.That(Report(_line.NotMeasured("no server"), _line.Of([3.0])).Outcome, Is.EqualTo(ExitCode.ObjectiveMissed));

    [Test]
    public void The_table_shows_every_line_with_its_figure_its_reach_and_whether_it_holds()
    {
        var report = Report(
            _line.Of([2.0, 2.2], [1.0, 1.0]), _line.Of([3.0]), _line.NotMeasured("no such verb yet"),
            new BenchRow("memory", "itself", 300, "MB") { Figure = 76.4 });

        Assert.That(report.ToText(), Is.EqualTo("""
            processors: 2

            measure | against | measured | reach          | holds | made of
            --------|---------|----------|----------------|-------|-------------------------------
            digest  | scan    | 2.10x    | at most 2.50x  | yes   | 2.10 s against 1.00 s
            digest  | scan    | 3.00x    | at most 2.50x  | NO    |
            digest  | scan    | -        | at most 2.50x  | -     | not measured: no such verb yet
            memory  | itself  | 76 MB    | at most 300 MB | yes   |

            """));
    }

    [Test]
    public void Json_holds_the_rounds_and_whether_each_line_holds()
    {
        using var document = JsonDocument.Parse(Report(_line.Of([2.0, 4.0, 3.0])).ToJson());
        var row = document.RootElement.GetProperty("rows")[0];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(document.RootElement.GetProperty("machine").GetProperty("processors").GetString(), Is.EqualTo("2"));
            Assert.That(row.GetProperty("figure").GetDouble(), Is.EqualTo(3));
            Assert.That(row.GetProperty("holds").GetBoolean(), Is.False);
            Assert.That(row.GetProperty("rounds").GetArrayLength(), Is.EqualTo(3));
        }
    }

    private static BenchReport Report(params BenchRow[] rows) => new(new Dictionary<string, string> { ["processors"] = "2" }, rows);
}
