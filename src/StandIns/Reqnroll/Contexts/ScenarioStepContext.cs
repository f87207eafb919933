namespace Reqnroll;

/// <summary>One step while it runs.</summary>
public class ScenarioStepContext : ReqnrollContext, IScenarioStepContext
{
    internal ScenarioStepContext(StepInfo stepInfo) => StepInfo = stepInfo;

    public StepInfo StepInfo { get; }

    public ScenarioExecutionStatus Status { get; set; }

    /// <summary>What the step threw; seen by its AfterStep hooks.</summary>
    public Exception StepError { get; set; }
}
