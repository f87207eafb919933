namespace Reqnroll;

/// <summary>Runs features one after another on one worker. Called by the generated code.</summary>
public interface ITestRunner
{
    string TestWorkerId { get; }

    FeatureContext FeatureContext { get; }

    ScenarioContext ScenarioContext { get; }

    ITestThreadContext TestThreadContext { get; }

    Task OnTestRunStartAsync();

    Task OnTestRunEndAsync();

    Task OnFeatureStartAsync(FeatureInfo featureInfo);

    Task OnFeatureEndAsync();

    void OnScenarioInitialize(ScenarioInfo scenarioInfo, RuleInfo ruleInfo);

    Task OnScenarioStartAsync();

    /// <summary>Ends the last block and throws what the scenario came to, if it did not pass.</summary>
    Task CollectScenarioErrorsAsync();

    Task OnScenarioEndAsync();

    Task SkipScenarioAsync();

    Task GivenAsync(string text, string multilineTextArg, Table tableArg, string keyword = null);

    Task WhenAsync(string text, string multilineTextArg, Table tableArg, string keyword = null);

    Task ThenAsync(string text, string multilineTextArg, Table tableArg, string keyword = null);

    Task AndAsync(string text, string multilineTextArg, Table tableArg, string keyword = null);

    Task ButAsync(string text, string multilineTextArg, Table tableArg, string keyword = null);
}
