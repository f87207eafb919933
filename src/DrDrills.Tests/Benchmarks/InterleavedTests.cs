using DrDrills.Benchmarks;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace DrDrills.Tests.Benchmarks;

public sealed class InterleavedTests
{
    [Test]
    public async Task Sides_run_in_turn_and_only_whole_rounds_count()
    {
        var time = new FakeTimeProvider();
        var order = new List<string>();
        Func<Task> Side(string name, int seconds) => () =>
        {
            order.Add(name);
            time.Advance(TimeSpan.FromSeconds(seconds));
            return Task.CompletedTask;
        };

        var seconds = await new Interleaved(time, _ => { }).RunAsync(2, [("ours", Side("ours", 3)), ("theirs", Side("theirs", 2))]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(order, Is.EqualTo(new[] { "ours", "ours", "theirs", "ours", "theirs" }));
            Assert.That(seconds["ours"], Is.EqualTo(new[] { 3.0, 3.0 }));
            Assert.That(seconds["theirs"], Is.EqualTo(new[] { 2.0, 2.0 }));
        }
    }

    [TestCase(new[] { 3.0, 1.0, 2.0 }, 2)]
    [TestCase(new[] { 4.0, 1.0, 2.0, 3.0 }, 2.5)]
    public void The_median_is_the_middle_one_or_the_mean_of_the_middle_two(double[] figures, double expected) =>
        Assert.That(Figures.Median(figures), Is.EqualTo(expected));

    [Test]
    public void There_is_no_median_of_nothing() => Assert.That(() => Figures.Median([]), Throws.ArgumentException);
}
