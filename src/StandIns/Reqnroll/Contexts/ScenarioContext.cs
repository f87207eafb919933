using Reqnroll.Bindings;
using Reqnroll.BoDi;
using Reqnroll.Execution;

namespace Reqnroll;

/// <summary>One scenario while it runs: who it is, how it stands, and its objects.</summary>
public class ScenarioContext : ReqnrollContext, IScenarioContext
{
    private readonly ContextStack _contexts;

    internal ScenarioContext(IObjectContainer container, ScenarioInfo scenarioInfo, RuleInfo ruleInfo, ContextStack contexts)
    {
        ScenarioContainer = container;
        ScenarioInfo = scenarioInfo;
        RuleInfo = ruleInfo;
        _contexts = contexts;
    }

    public ScenarioInfo ScenarioInfo { get; }

    /// <summary>The rule it stands under; null outside of rules.</summary>
    public RuleInfo RuleInfo { get; }

    public ScenarioBlock CurrentScenarioBlock { get; internal set; }

    public IObjectContainer ScenarioContainer { get; }

    public ScenarioExecutionStatus ScenarioExecutionStatus { get; internal set; }

    public ScenarioStepContext StepContext => _contexts.Step;

    internal List<string> PendingSteps { get; } = [];

    internal List<StepInstance> MissingSteps { get; } = [];

    /// <summary>The ambient state (AsyncLocal) that the last synchronous step or hook left, for the next one to start from.</summary>
    internal ExecutionContext AmbientState { get; set; }

    public object GetBindingInstance(Type bindingType) => ScenarioContainer.Resolve(bindingType);
}
