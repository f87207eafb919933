namespace Reqnroll;

/// <summary>How a scenario or step stands; a later member outranks an earlier one, except that Skipped outranks only OK.</summary>
public enum ScenarioExecutionStatus
{
    OK,
    StepDefinitionPending,
    UndefinedStep,
    BindingError,
    TestError,
    Skipped,
}
