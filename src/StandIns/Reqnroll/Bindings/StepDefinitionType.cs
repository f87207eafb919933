namespace Reqnroll.Bindings;

/// <summary>The kind of step that a definition stands for.</summary>
public enum StepDefinitionType
{
    Given = ScenarioBlock.Given,
    When = ScenarioBlock.When,
    Then = ScenarioBlock.Then,
}
