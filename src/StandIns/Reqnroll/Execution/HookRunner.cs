using System.Reflection;
using System.Runtime.ExceptionServices;
using Reqnroll.Bindings;
using Reqnroll.BoDi;

namespace Reqnroll.Execution;

/// <summary>
/// Runs the hooks of a moment in their order. The first that throws ends the row and marks the level it belongs to.
/// Parameters come from the container of that level.
/// </summary>
internal sealed class HookRunner(BindingRegistry registry, BindingInvoker invoker, ContextStack contexts, DefaultTestRunContext testRun)
{
    public async Task FireAsync(HookType hookType)
    {
        var (level, container) = LevelOf(hookType);
        try
        {
            foreach (var hook in registry.HooksFor(hookType, contexts.Feature?.FeatureInfo, contexts.Scenario?.ScenarioInfo))
            {
                await invoker.InvokeAsync(hook.Method, ArgumentsOf(hook.Method, container)).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            level.TestError ??= exception;
            if (level is ScenarioContext scenario)
            {
                scenario.ScenarioExecutionStatus = StepOutcome.StatusOfHook(exception);
            }

            ExceptionDispatchInfo.Throw(exception);
        }
    }

    private static object[] ArgumentsOf(MethodInfo method, IObjectContainer container) =>
        [.. method.GetParameters().Select(p => container.Resolve(p.ParameterType))];

    private (ReqnrollContext Level, IObjectContainer Container) LevelOf(HookType hookType) => hookType switch
    {
        HookType.BeforeTestRun or HookType.AfterTestRun => (testRun, testRun.TestRunContainer),
        HookType.BeforeFeature or HookType.AfterFeature => (contexts.Feature, contexts.Feature.FeatureContainer),
        _ => (contexts.Scenario, contexts.Scenario.ScenarioContainer),
    };
}
