namespace Reqnroll;

/// <summary>The part of a scenario that runs; And and But belong to the part before them.</summary>
public enum ScenarioBlock
{
    None = 0,
    Given = 1,
    When = 2,
    Then = 3,
}
