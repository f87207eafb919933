namespace Reqnroll;

/// <summary>Limits a binding to a tag, a feature title, a scenario title, or all three together.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public class ScopeAttribute : Attribute
{
    public string Tag { get; set; }

    public string Feature { get; set; }

    public string Scenario { get; set; }
}
