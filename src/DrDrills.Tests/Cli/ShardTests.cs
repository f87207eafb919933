using DrDrills.Cli.Running;
using NUnit.Framework;

namespace DrDrills.Tests.Cli;

public sealed class ShardTests
{
    private static readonly string[] _scenarios = [.. Enumerable.Range(0, 200).Select(n => $"DrDrills.Steps.Feature.Scenario{n}")];

    [TestCase(1)]
    [TestCase(3)]
    [TestCase(7)]
    public void Every_scenario_belongs_to_exactly_one_shard(int count)
    {
        var shards = Enumerable.Range(1, count).Select(index => new Shard(index, count)).ToList();

        Assert.That(_scenarios.Select(scenario => shards.Count(shard => shard.Holds(scenario))), Is.All.EqualTo(1));
        Assert.That(shards.Select(shard => _scenarios.Count(shard.Holds)), Is.All.GreaterThan(0));
    }

    [Test]
    public void The_split_is_the_same_on_every_machine()
    {
        Assert.That(_scenarios.Take(12).Select(scenario => new Shard(1, 2).Holds(scenario) ? 1 : 2), Is.EqualTo(_split));
    }

    [TestCase("0/3")]
    [TestCase("4/3")]
    [TestCase("1")]
    [TestCase("a/b")]
    [TestCase("1/0")]
    [TestCase("-1/2")]
    public void What_is_no_shard_is_refused(string text)
    {
        Assert.That(() => Shard.Parse(text), Throws.TypeOf<FormatException>());
    }

    [Test]
    public void An_outline_stays_together_and_takes_no_namesake_along()
    {
        Assert.That(DrillTests.Scenario("N.F.Restore(\"a\",null)"), Is.EqualTo("N.F.Restore"));
        Assert.That(
            DrillTests.WithNames("cat == 'a'", ["N.F.Restore", "N.F.Drop"]),
            Is.EqualTo("(cat == 'a') and ((class == 'N.F' and method == 'Restore') or (class == 'N.F' and method == 'Drop'))"));
    }

    // Computed once: the first four bytes of SHA-256, little-endian, odd or even.
    private static readonly int[] _split = [1, 2, 2, 2, 2, 1, 1, 2, 1, 1, 2, 1];
}
