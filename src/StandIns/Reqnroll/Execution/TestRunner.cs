using System.Runtime.ExceptionServices;
using NUnit.Framework;
using Reqnroll.Bindings;
using Reqnroll.Configuration;

namespace Reqnroll.Execution;

/// <summary>The course of features and scenarios: hooks in their places, blocks, and what a scenario came to.</summary>
internal sealed class TestRunner : ITestRunner
{
    private readonly ContextStack _contexts;
    private readonly HookRunner _hooks;
    private readonly StepRunner _steps;
    private readonly ReqnrollConfiguration _configuration;

    public TestRunner(string workerId, ContextStack contexts, HookRunner hooks, StepRunner steps, ReqnrollConfiguration configuration)
    {
        TestWorkerId = workerId;
        _contexts = contexts;
        _hooks = hooks;
        _steps = steps;
        _configuration = configuration;
    }

    public string TestWorkerId { get; }

    public FeatureContext FeatureContext => _contexts.Feature;

    public ScenarioContext ScenarioContext => _contexts.Scenario;

    public ITestThreadContext TestThreadContext => _contexts.TestThread;

    public Task OnTestRunStartAsync() => _hooks.FireAsync(HookType.BeforeTestRun);

    public Task OnTestRunEndAsync() => _hooks.FireAsync(HookType.AfterTestRun);

    public async Task OnFeatureStartAsync(FeatureInfo featureInfo)
    {
        _contexts.EnterFeature(featureInfo);
        try
        {
            await _hooks.FireAsync(HookType.BeforeFeature).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            FeatureContext.BeforeFeatureHookError = exception;
            throw;
        }
    }

    public async Task OnFeatureEndAsync()
    {
        try
        {
            await _hooks.FireAsync(HookType.AfterFeature).ConfigureAwait(false);
        }
        finally
        {
            _contexts.LeaveFeature();
        }
    }

    public void OnScenarioInitialize(ScenarioInfo scenarioInfo, RuleInfo ruleInfo) =>
        _contexts.EnterScenario(scenarioInfo, ruleInfo);

    public async Task OnScenarioStartAsync()
    {
        try
        {
            await _hooks.FireAsync(HookType.BeforeScenario).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The scenario holds the error; its steps are skipped and CollectScenarioErrorsAsync throws it.
        catch (Exception) when (!_configuration.StopAtFirstError)
#pragma warning restore CA1031
        {
        }
    }

    public async Task CollectScenarioErrorsAsync()
    {
        await _steps.SwitchBlockAsync(ScenarioBlock.None).ConfigureAwait(false);
        var scenario = ScenarioContext;
        if (scenario.ScenarioExecutionStatus == ScenarioExecutionStatus.OK)
        {
            return;
        }

        if (scenario.ScenarioExecutionStatus == ScenarioExecutionStatus.Skipped && scenario.TestError is null)
        {
            Assert.Ignore("The scenario has been skipped.");
        }

        StepOutcome.ThrowFor(scenario, FeatureContext, _configuration);
        ExceptionDispatchInfo.Throw(scenario.TestError ?? new InvalidOperationException("test failed with an unknown error"));
    }

    public async Task OnScenarioEndAsync()
    {
        // No scenario: a feature hook failed, and NUnit tears down a test that it did not start.
        if (ScenarioContext is not { } scenario)
        {
            return;
        }

        try
        {
            if (scenario.ScenarioExecutionStatus != ScenarioExecutionStatus.Skipped || scenario.TestError is not null)
            {
                await _hooks.FireAsync(HookType.AfterScenario).ConfigureAwait(false);
            }
        }
        finally
        {
            _contexts.LeaveScenario();
        }
    }

    public Task SkipScenarioAsync()
    {
        ScenarioContext.ScenarioExecutionStatus = ScenarioExecutionStatus.Skipped;
        return Task.CompletedTask;
    }

    public Task GivenAsync(string text, string multilineTextArg, Table tableArg, string keyword = null) =>
        _steps.RunAsync(StepDefinitionKeyword.Given, keyword, text, multilineTextArg, tableArg);

    public Task WhenAsync(string text, string multilineTextArg, Table tableArg, string keyword = null) =>
        _steps.RunAsync(StepDefinitionKeyword.When, keyword, text, multilineTextArg, tableArg);

    public Task ThenAsync(string text, string multilineTextArg, Table tableArg, string keyword = null) =>
        _steps.RunAsync(StepDefinitionKeyword.Then, keyword, text, multilineTextArg, tableArg);

    public Task AndAsync(string text, string multilineTextArg, Table tableArg, string keyword = null) =>
        _steps.RunAsync(StepDefinitionKeyword.And, keyword, text, multilineTextArg, tableArg);

    public Task ButAsync(string text, string multilineTextArg, Table tableArg, string keyword = null) =>
        _steps.RunAsync(StepDefinitionKeyword.But, keyword, text, multilineTextArg, tableArg);
}
