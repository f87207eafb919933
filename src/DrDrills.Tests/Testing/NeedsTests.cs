using DrDrills.Testing;
using NUnit.Framework;
using NUnit.Framework.Internal;

namespace DrDrills.Tests.Testing;

[NonParallelizable]
public sealed class NeedsTests
{
    private string? _ci;

    [SetUp]
    public void RememberCi() => _ci = Environment.GetEnvironmentVariable("CI");

    [TearDown]
    public void RestoreCi() => Environment.SetEnvironmentVariable("CI", _ci);

    [TestCase(null, typeof(IgnoreException))]
    [TestCase("", typeof(IgnoreException))]
    [TestCase("false", typeof(IgnoreException))]
    [TestCase("true", typeof(AssertionException))]
    [TestCase("1", typeof(AssertionException))]
    public void A_missing_prerequisite_skips_on_a_laptop_and_fails_under_ci(string? ci, Type outcome)
    {
        Environment.SetEnvironmentVariable("CI", ci);

        var thrown = Outcome(() => Needs.Require(false, "Node.js", "apt-get install nodejs"));

        Assert.That(thrown, Is.TypeOf(outcome).With.Message.Contains("Node.js is missing; get it with: apt-get install nodejs"));
    }

    [Test]
    public void A_prerequisite_that_is_there_lets_the_test_run() =>
        Assert.That(Outcome(() => Needs.Require(true, "Node.js", "")), Is.Null);

    private static ResultStateException? Outcome(Action action)
    {
        using var isolated = new TestExecutionContext.IsolatedContext();
        try
        {
            action();
            return null;
        }
        catch (ResultStateException e)
        {
            return e;
        }
    }
}
