using NUnit.Framework;

namespace StandIns.Tests.Allure;

/// <summary>Upstream: containers tie fixtures to tests and are written only when they hold a fixture.</summary>
public sealed class ContainerFileTests
{
    [Test]
    public void A_container_without_fixtures_is_not_written() =>
        Assert.That(
            SampleRun.Once.Containers.Select(c => c["befores"]!.AsArray().Count + c["afters"]!.AsArray().Count),
            Is.All.Positive);

    [Test]
    public void A_one_time_set_up_becomes_a_fixture_before_the_tests_it_serves()
    {
        var container = SampleRun.Once.Containers.Single();
        var fixture = container["befores"]!.AsArray().Single()!;
        var children = container["children"]!.AsArray().Select(c => (string)c!);

        Assert.That(container.Select(f => f.Key), Is.EqualTo(new[]
        {
            "uuid", "name", "children", "befores", "afters", "links", "start", "stop",
        }));
        Assert.That((string?)fixture["name"], Is.EqualTo("the feature begins"));
        Assert.That((string?)fixture["status"], Is.EqualTo("passed"));
        Assert.That(children, Does.Contain((string)SampleRun.Once.Result("Passes")["uuid"]!));
        Assert.That((long)container["stop"]!, Is.GreaterThanOrEqualTo((long)container["start"]!));
    }
}
