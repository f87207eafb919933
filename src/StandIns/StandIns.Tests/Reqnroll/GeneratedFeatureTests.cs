using System.Reflection;
using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal.Builders;
using StandIns.Tests.Reqnroll.Bindings;
using StandIns.Tests.Reqnroll.Features.Basket;

namespace StandIns.Tests.Reqnroll;

/// <summary>Upstream: what NUnit sees of Features/Basket/Totals.feature, whose scenarios themselves run beside these tests.</summary>
public sealed class GeneratedFeatureTests
{
    private static readonly NUnit.Framework.Internal.TestSuite Suite =
        new DefaultSuiteBuilder().BuildFrom(new NUnit.Framework.Internal.TypeWrapper(typeof(BasketTotalsFeature)));

    private static IEnumerable<ITest> Leaves(ITest test) => test.HasChildren ? test.Tests.SelectMany(Leaves) : [test];

    [Test]
    public void Names_are_those_of_the_titles_and_rows() =>
        Assert.That(Leaves(Suite).Select(t => t.FullName), Is.EquivalentTo(new[]
        {
            "StandIns.Tests.Reqnroll.Features.Basket.BasketTotalsFeature.OneArticle_WithANamesQuote",
            "StandIns.Tests.Reqnroll.Features.Basket.BasketTotalsFeature.SeveralArticles(\"1\",\"plum\",\"0.20\",\"0.20\",\"1\",[\"cheap\"])",
            "StandIns.Tests.Reqnroll.Features.Basket.BasketTotalsFeature.SeveralArticles(\"2\",\"pear\",\"0.50\",\"1.00\",\"2\",[\"cheap\"])",
            "StandIns.Tests.Reqnroll.Features.Basket.BasketTotalsFeature.SeveralArticles(\"2\",\"melon\",\"10.25\",\"20.50\",\"3\",null)",
            "StandIns.Tests.Reqnroll.Features.Basket.BasketTotalsFeature.TenPercentOff",
        }));

    [TestCase("OneArticle_WithANamesQuote", "smoke")]
    [TestCase("SeveralArticles(\"1\"", "cheap")]
    [TestCase("SeveralArticles(\"2\",\"melon\"", "")]
    [TestCase("TenPercentOff", "members,rebate")]
    public void Tags_of_scenario_rule_and_examples_are_categories(string name, string categories)
    {
        var test = Leaves(Suite).Single(t => t.Name.StartsWith(name, StringComparison.Ordinal));

        Assert.That(string.Join(',', test.Properties["Category"].Cast<string>()), Is.EqualTo(categories));
    }

    [Test]
    public void The_feature_carries_its_own_tags_its_title_and_one_instance_per_test()
    {
        Assert.That(Suite.Properties["Category"], Is.EqualTo(new[] { "basket" }));
        Assert.That(Suite.Properties.Get("Description"), Is.EqualTo("Basket totals"));
        Assert.That(
            typeof(BasketTotalsFeature).GetCustomAttribute<FixtureLifeCycleAttribute>()!.LifeCycle,
            Is.EqualTo(LifeCycle.InstancePerTestCase));
    }

    [Test]
    public void The_assembly_opens_and_closes_the_run()
    {
        var hooks = typeof(BasketSteps).Assembly.GetType("StandIns_Tests_NUnitAssemblyHooks");

        Assert.That(hooks?.GetCustomAttribute<SetUpFixtureAttribute>(), Is.Not.Null);
    }
}
