namespace Reqnroll;

/// <summary>A rule as written.</summary>
public class RuleInfo(string title, string description, string[] tags)
{
    public string Title { get; } = title;

    public string Description { get; } = description;

    public string[] Tags { get; } = tags ?? [];
}
