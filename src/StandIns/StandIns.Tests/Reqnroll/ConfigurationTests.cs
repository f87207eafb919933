using NUnit.Framework;
using Reqnroll.BindingSkeletons;
using Reqnroll.Configuration;

namespace StandIns.Tests.Reqnroll;

/// <summary>Upstream: reqnroll.json beside the test assembly; unset, a missing step is pending and so not an error.</summary>
public sealed class ConfigurationTests
{
    [Test]
    public void Nothing_configured_means_pending() =>
        Assert.That(
            ReqnrollConfiguration.Load("/no/such/folder").MissingOrPendingStepsOutcome,
            Is.EqualTo(MissingOrPendingStepsOutcome.Pending));

    [Test]
    public void The_file_of_the_output_folder_is_read() =>
        Assert.That(
            ReqnrollConfiguration.Load(AppContext.BaseDirectory).MissingOrPendingStepsOutcome,
            Is.EqualTo(MissingOrPendingStepsOutcome.Error));

    [Test]
    public void Members_are_read_and_comments_passed_over()
    {
        var configuration = ReqnrollConfiguration.Parse("""
            {
              // told
              "language": { "feature": "de-DE", "binding": "en-GB" },
              "runtime": { "stopAtFirstError": true, "missingOrPendingStepsOutcome": "ignore" },
              "trace": { "stepDefinitionSkeletonStyle": "AsyncRegexAttribute", "traceSuccessfulSteps": false },
              "bindingAssemblies": [ { "assembly": "More.Steps" } ],
            }
            """);

        Assert.That(configuration.BindingCulture.Name, Is.EqualTo("en-GB"));
        Assert.That((configuration.StopAtFirstError, configuration.TraceSuccessfulSteps), Is.EqualTo((true, false)));
        Assert.That(configuration.MissingOrPendingStepsOutcome, Is.EqualTo(MissingOrPendingStepsOutcome.Ignore));
        Assert.That(configuration.SkeletonStyle, Is.EqualTo(StepDefinitionSkeletonStyle.AsyncRegexAttribute));
        Assert.That(configuration.BindingAssemblies, Is.EqualTo(new[] { "More.Steps" }));
    }
}
