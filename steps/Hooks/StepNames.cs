namespace DrDrills.Steps.Hooks;

/// <summary>The running Gherkin step as a report shows it.</summary>
public sealed class StepNames(ScenarioContext scenario)
{
    public string Current() => $"{scenario.StepContext.StepInfo.StepDefinitionType} {scenario.StepContext.StepInfo.Text}";
}
