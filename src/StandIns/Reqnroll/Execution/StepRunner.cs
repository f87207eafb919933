using System.Runtime.ExceptionServices;
using Reqnroll.Bindings;
using Reqnroll.Configuration;
using Reqnroll.Tracing;

namespace Reqnroll.Execution;

/// <summary>
/// The course of one step: its block's hooks, the search for its definition, its arguments, its hooks and its call. After
/// the first trouble of a scenario the following steps are looked up and traced, but not called.
/// </summary>
internal sealed class StepRunner(
    ContextStack contexts,
    HookRunner hooks,
    BindingInvoker invoker,
    StepMatcher matcher,
    ArgumentConverter converter,
    BindingRegistry registry,
    StepTracer tracer,
    ReqnrollConfiguration configuration)
{
    public async Task RunAsync(StepDefinitionKeyword keyword, string writtenKeyword, string text, string docString, Table table)
    {
        var type = keyword is StepDefinitionKeyword.And or StepDefinitionKeyword.But
            ? contexts.CurrentType ?? StepDefinitionType.Given
            : (StepDefinitionType)keyword;
        contexts.EnterStep(new StepInfo(type, text, table, docString));
        try
        {
            await RunAsync(new StepInstance(type, keyword, writtenKeyword, text, docString, table)).ConfigureAwait(false);
        }
        finally
        {
            contexts.LeaveStep();
        }
    }

    public async Task SwitchBlockAsync(ScenarioBlock block)
    {
        var scenario = contexts.Scenario;
        if (scenario.CurrentScenarioBlock == block)
        {
            return;
        }

        if (scenario.CurrentScenarioBlock != ScenarioBlock.None && scenario.ScenarioExecutionStatus == ScenarioExecutionStatus.OK)
        {
            await hooks.FireAsync(HookType.AfterScenarioBlock).ConfigureAwait(false);
        }

        scenario.CurrentScenarioBlock = block;
        if (block != ScenarioBlock.None && scenario.ScenarioExecutionStatus == ScenarioExecutionStatus.OK)
        {
            await hooks.FireAsync(HookType.BeforeScenarioBlock).ConfigureAwait(false);
        }
    }

    private async Task RunAsync(StepInstance step)
    {
        await SwitchBlockAsync((ScenarioBlock)step.StepDefinitionType).ConfigureAwait(false);
        tracer.Step(step);

        var attempt = new Attempt(step, contexts.Scenario.ScenarioExecutionStatus != ScenarioExecutionStatus.OK);
        contexts.Step.StepInfo.StepInstance = step;
        attempt.Guard(() => Find(attempt));
        await attempt.GuardWhileOkAsync(() => ConvertArgumentsAsync(attempt)).ConfigureAwait(false);
        await attempt.GuardWhileOkAsync(() =>
        {
            attempt.HooksStarted = true;
            return hooks.FireAsync(HookType.BeforeStep);
        }).ConfigureAwait(false);
        await attempt.GuardWhileOkAsync(() =>
            invoker.InvokeAsync(attempt.Match.StepBinding.Method, attempt.Arguments, attempt.Duration)).ConfigureAwait(false);

        Conclude(attempt);
        if (attempt.HooksStarted)
        {
            await hooks.FireAsync(HookType.AfterStep).ConfigureAwait(false);
        }

        if (configuration.StopAtFirstError && attempt.Error is not null)
        {
            ExceptionDispatchInfo.Throw(attempt.Error);
        }
    }

    private void Find(Attempt attempt)
    {
        if (registry.Errors.Count > 0)
        {
            throw new BindingException(
                $"Binding error(s) found: {Environment.NewLine}{string.Join(Environment.NewLine, registry.Errors)}");
        }

        try
        {
            attempt.Match = matcher.Find(attempt.Step);
        }
        catch (MissingStepDefinitionException)
        {
            attempt.OutOfScope = matcher.OutOfScope(attempt.Step);
            throw;
        }

        contexts.Step.StepInfo.BindingMatch = attempt.Match;
    }

    private async Task ConvertArgumentsAsync(Attempt attempt)
    {
        var method = attempt.Match.StepBinding.Method;
        var parameters = method.GetParameters();
        var raw = attempt.Match.Arguments;
        if (raw.Length != parameters.Length)
        {
            throw new BindingException($"Parameter count mismatch! The binding method '{StepText.OfMethod(method)}' "
                + $"should have {raw.Length} parameters");
        }

        var converted = new object[raw.Length];
        for (var i = 0; i < raw.Length; i++)
        {
            converted[i] = await converter.ConvertAsync(raw[i], parameters[i].ParameterType, contexts.Feature.BindingCulture)
                .ConfigureAwait(false);
        }

        attempt.Arguments = converted;
    }

    // Before the AfterStep hooks, which are to see the error.
    private void Conclude(Attempt attempt)
    {
        Trace(attempt);
        if (attempt.Status == ScenarioExecutionStatus.OK)
        {
            return;
        }

        contexts.Step.Status = attempt.Status;
        contexts.Step.StepError = attempt.Error;
        var scenario = contexts.Scenario;
        if (StepOutcome.Outranks(attempt.Status, scenario.ScenarioExecutionStatus))
        {
            scenario.ScenarioExecutionStatus = attempt.Status;
            scenario.TestError = attempt.Error ?? scenario.TestError;
        }
    }

    private void Trace(Attempt attempt)
    {
        switch (attempt.Status)
        {
            case ScenarioExecutionStatus.OK:
                tracer.Done(attempt.Match, attempt.Arguments, attempt.Duration.Value);
                break;
            case ScenarioExecutionStatus.StepDefinitionPending:
                tracer.Pending(attempt.Match, attempt.Arguments, attempt.Error);
                contexts.Scenario.PendingSteps.Add(StepText.OfCall(attempt.Match.StepBinding.Method, attempt.Arguments));
                break;
            case ScenarioExecutionStatus.UndefinedStep:
                tracer.Undefined(attempt.Step, contexts.Feature.BindingCulture, attempt.OutOfScope);
                contexts.Scenario.MissingSteps.Add(attempt.Step);
                break;
            case ScenarioExecutionStatus.BindingError:
                tracer.BindingError(attempt.Error);
                break;
            case ScenarioExecutionStatus.Skipped when attempt.SkippedFromStart:
                tracer.SkippedBecauseOfPreviousErrors();
                break;
            case ScenarioExecutionStatus.Skipped:
                tracer.Skipped(attempt.Error);
                break;
            default:
                tracer.Error(attempt.Error, attempt.Duration.Value);
                break;
        }
    }
}
