using Reqnroll.Bindings;
using Reqnroll.BoDi;
using Reqnroll.Configuration;

namespace Reqnroll.Execution;

/// <summary>The feature, scenario and step that a worker is in, each with its container below the worker's.</summary>
internal sealed class ContextStack
{
    private readonly ObjectContainer _threadContainer;
    private readonly ReqnrollConfiguration _configuration;
    private readonly Stack<ScenarioStepContext> _steps = [];

    public ContextStack(ObjectContainer threadContainer, ReqnrollConfiguration configuration)
    {
        _threadContainer = threadContainer;
        _configuration = configuration;
        TestThread = new TestThreadContext(threadContainer);
        RegisterBoth<ITestThreadContext, TestThreadContext>(threadContainer, TestThread);
    }

    public TestThreadContext TestThread { get; }

    public FeatureContext Feature { get; private set; }

    public ScenarioContext Scenario { get; private set; }

    public ScenarioStepContext Step => _steps.TryPeek(out var step) ? step : null;

    /// <summary>What And and But stand for.</summary>
    public StepDefinitionType? CurrentType { get; private set; }

    public void EnterFeature(FeatureInfo featureInfo)
    {
        var container = new ObjectContainer(_threadContainer);
        container.RegisterInstanceAs(featureInfo);
        Feature = new FeatureContext(container, featureInfo, _configuration.BindingCulture);
        RegisterBoth<IFeatureContext, FeatureContext>(container, Feature);
    }

    public void LeaveFeature()
    {
        var container = Feature?.FeatureContainer;
        Feature = null;
        container?.Dispose();
    }

    public void EnterScenario(ScenarioInfo scenarioInfo, RuleInfo ruleInfo)
    {
        var container = new ObjectContainer(Feature.FeatureContainer);
        container.RegisterInstanceAs(scenarioInfo);
        Scenario = new ScenarioContext(container, scenarioInfo, ruleInfo, this);
        RegisterBoth<IScenarioContext, ScenarioContext>(container, Scenario);
        _steps.Clear();
        CurrentType = null;
    }

    public void LeaveScenario()
    {
        var container = Scenario?.ScenarioContainer;
        Scenario = null;
        container?.Dispose();
    }

    public void EnterStep(StepInfo stepInfo)
    {
        // Steps called from steps leave the type alone.
        CurrentType = _steps.Count == 0 ? stepInfo.StepDefinitionType : CurrentType;
        _steps.Push(new ScenarioStepContext(stepInfo));
    }

    public void LeaveStep() => ((IDisposable)_steps.Pop()).Dispose();

    private static void RegisterBoth<TInterface, TObject>(ObjectContainer container, TObject instance)
        where TInterface : class
        where TObject : class, TInterface
    {
        container.RegisterInstanceAs<TInterface>(instance, dispose: true);
        container.RegisterInstanceAs(instance, dispose: true);
    }
}
