namespace Reqnroll.Bindings;

/// <summary>The keyword as written; And and But take the kind of the step before them.</summary>
public enum StepDefinitionKeyword
{
    Given = StepDefinitionType.Given,
    When = StepDefinitionType.When,
    Then = StepDefinitionType.Then,
    And = 4,
    But = 5,
}
