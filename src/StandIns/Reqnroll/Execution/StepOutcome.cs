using NUnit.Framework;
using Reqnroll.Configuration;
using Reqnroll.Tracing;

namespace Reqnroll.Execution;

/// <summary>What exceptions mean for steps and scenarios, and what scenarios that did not pass mean for NUnit.</summary>
internal static class StepOutcome
{
    public static ScenarioExecutionStatus StatusOf(Exception exception) => exception switch
    {
        MissingStepDefinitionException => ScenarioExecutionStatus.UndefinedStep,
        PendingStepException => ScenarioExecutionStatus.StepDefinitionPending,
        BindingException => ScenarioExecutionStatus.BindingError,
        _ => StatusOfHook(exception),
    };

    public static ScenarioExecutionStatus StatusOfHook(Exception exception) => exception switch
    {
        InconclusiveException or IgnoreException => ScenarioExecutionStatus.Skipped,
        _ => ScenarioExecutionStatus.TestError,
    };

    /// <summary>Whether a step's trouble becomes the scenario's: the graver one stays, and being skipped counts only in good health.</summary>
    public static bool Outranks(ScenarioExecutionStatus step, ScenarioExecutionStatus scenario) =>
        step == ScenarioExecutionStatus.Skipped ? scenario == ScenarioExecutionStatus.OK : scenario < step;

    public static void ThrowFor(ScenarioContext scenario, FeatureContext feature, ReqnrollConfiguration configuration)
    {
        if (scenario.ScenarioExecutionStatus == ScenarioExecutionStatus.StepDefinitionPending)
        {
            var steps = scenario.PendingSteps.Distinct().Order(StringComparer.CurrentCulture).Select(s => $"{Environment.NewLine}  {s}");
            Conclude(
                configuration,
                $"One or more step definitions are not implemented yet.{string.Concat(steps)}",
                new PendingStepException());
        }

        if (scenario.ScenarioExecutionStatus == ScenarioExecutionStatus.UndefinedStep)
        {
            var missing = new MissingStepDefinitionException();
            var snippet = StepSnippet.OfClass(scenario.MissingSteps, configuration.SkeletonStyle, feature.BindingCulture);
            Conclude(configuration, $"{missing.Message}{Environment.NewLine}{snippet}", missing);
        }
    }

    private static void Conclude(ReqnrollConfiguration configuration, string message, ReqnrollException error)
    {
        switch (configuration.MissingOrPendingStepsOutcome)
        {
            case MissingOrPendingStepsOutcome.Error:
                throw error;
            case MissingOrPendingStepsOutcome.Ignore:
                Assert.Ignore(message);
                break;
            default:
                Assert.Inconclusive(message);
                break;
        }
    }
}
