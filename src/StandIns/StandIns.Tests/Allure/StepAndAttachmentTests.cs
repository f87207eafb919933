using System.Text.Json.Nodes;
using NUnit.Framework;

namespace StandIns.Tests.Allure;

/// <summary>Upstream: steps nest by the ambient context, are timed in milliseconds, and carry attachments and errors.</summary>
public sealed class StepAndAttachmentTests
{
    private static JsonArray StepsOf(string method) => SampleRun.Once.Result(method)["steps"]!.AsArray();

    [Test]
    public void Steps_nest_across_awaits()
    {
        var steps = StepsOf("Passes");

        Assert.That(steps.Select(s => (string?)s!["name"]), Is.EqualTo(new[] { "Given a backup", "Then it is there" }));
        Assert.That((string?)steps[0]!["steps"]!.AsArray().Single()!["name"], Is.EqualTo("restore"));
        Assert.That(steps[1]!["steps"]!.AsArray(), Is.Empty);
    }

    [Test]
    public void A_step_is_timed_within_its_parent()
    {
        var outer = StepsOf("Passes")[0]!;
        var inner = outer["steps"]![0]!;

        Assert.That((long)inner["stop"]! - (long)inner["start"]!, Is.GreaterThanOrEqualTo(15));
        Assert.That((long)inner["start"]!, Is.GreaterThanOrEqualTo((long)outer["start"]!));
        Assert.That((long)inner["stop"]!, Is.LessThanOrEqualTo((long)outer["stop"]!));
    }

    [Test]
    public void A_resolved_step_has_no_details_and_a_passed_one_has_empty_ones()
    {
        var steps = StepsOf("Passes");

        Assert.That(steps[0]!.AsObject().ContainsKey("statusDetails"), Is.False);
        Assert.That(steps[1]!["statusDetails"]!.ToJsonString(), Is.EqualTo(
            """{"known":false,"muted":false,"flaky":false}"""));
        Assert.That(steps.Select(s => (string?)s!["status"]), Is.All.EqualTo("passed"));
        Assert.That(steps.Select(s => (string?)s!["stage"]), Is.All.EqualTo("finished"));
    }

    [Test]
    public void An_assertion_fails_the_step_and_any_other_exception_breaks_it()
    {
        var failed = StepsOf("Fails").Single()!;
        var broken = StepsOf("Breaks").Single()!;

        Assert.That((string?)failed["status"], Is.EqualTo("failed"));
        Assert.That((string?)failed["statusDetails"]!["message"], Does.Contain("DRILL FAILED rows"));
        Assert.That((string?)broken["status"], Is.EqualTo("broken"));
        Assert.That((string?)broken["statusDetails"]!["message"], Is.EqualTo("no such backup"));
        Assert.That((string?)broken["statusDetails"]!["trace"], Does.StartWith("Sample.StageLostException"));
    }

    [Test]
    public void An_attachment_hangs_on_the_innermost_step_and_its_bytes_lie_beside_the_result()
    {
        var attachment = StepsOf("Passes")[0]!["steps"]![0]!["attachments"]!.AsArray().Single()!;
        var source = (string)attachment["source"]!;

        Assert.That(attachment.AsObject().Select(f => f.Key), Is.EqualTo(new[] { "name", "source", "type" }));
        Assert.That(source, Does.Match("^[0-9a-f-]{36}-attachment[.]txt$"));
        Assert.That(File.ReadAllText(Path.Combine(AllureFolder.Results, source)), Is.EqualTo("done"));
    }

    [Test]
    public void What_the_test_wrote_to_the_console_is_attached_to_the_test()
    {
        var attachment = SampleRun.Once.Result("Passes")["attachments"]!.AsArray().Single()!;
        var text = File.ReadAllText(Path.Combine(AllureFolder.Results, (string)attachment["source"]!));

        Assert.That((string?)attachment["name"], Is.EqualTo("Console Output"));
        Assert.That(text, Does.Contain("said aloud"));
    }
}
