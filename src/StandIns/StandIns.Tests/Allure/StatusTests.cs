using System.Text.Json.Nodes;
using NUnit.Framework;

namespace StandIns.Tests.Allure;

/// <summary>Upstream: how outcomes of NUnit become statuses of Allure.</summary>
public sealed class StatusTests
{
    [TestCase("Passes", "passed")]
    [TestCase("Fails", "failed")]
    [TestCase("FailsTwice", "failed")]
    [TestCase("Breaks", "broken")]
    [TestCase("Fixtures", "broken")]
    [TestCase("Skips", "skipped")]
    [TestCase("Later", "skipped")]
    [TestCase("Inconclusive", "broken")]
    [TestCase("Warns", "broken")]
    public void Outcomes_read_as_upstream(string method, string status)
    {
        var result = SampleRun.Once.Result(method);

        Assert.That((string?)result["status"], Is.EqualTo(status));
        Assert.That((string?)result["stage"], Is.EqualTo("finished"));
    }

    [TestCase("Fails", "DRILL FAILED rows")]
    [TestCase("Breaks", "no such backup")]
    [TestCase("Fixtures", "DISPOSAL FAILED in set-up")]
    [TestCase("Skips", "no engine")]
    [TestCase("Inconclusive", "INCONCLUSIVE server missing")]
    public void The_message_is_the_test_frameworks(string method, string message)
    {
        var details = SampleRun.Once.Result(method)["statusDetails"]!.AsObject();

        Assert.That(details.Select(f => f.Key).Take(3), Is.EqualTo(new[] { "known", "muted", "flaky" }));
        Assert.That((string?)details["message"], Does.Contain(message));
    }

    [Test]
    public void A_failure_carries_its_trace_and_a_pass_no_details_at_all()
    {
        Assert.That((string?)SampleRun.Once.Result("Fails")["statusDetails"]!["trace"], Does.Contain("Sample.Catalogue"));
        Assert.That(SampleRun.Once.Result("Passes").ContainsKey("statusDetails"), Is.False);
    }

    [Test]
    public void An_ignored_test_shows_only_where_its_class_asks_for_it()
    {
        JsonObject shown = SampleRun.Once.Result("Later");

        Assert.That((string?)shown["statusDetails"]!["message"], Is.EqualTo("Later"));
        Assert.That(SampleRun.Once.Results.SelectMany(r => SampleRun.LabelsOf(r, "testMethod")), Has.None.EqualTo("Ignored"));
    }
}
