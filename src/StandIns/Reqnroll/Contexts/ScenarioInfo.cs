using System.Collections.Specialized;

namespace Reqnroll;

/// <summary>A scenario as written; of an outline, with the values of the row that runs.</summary>
public class ScenarioInfo
{
    public ScenarioInfo(
        string title,
        string description,
        string[] tags,
        IOrderedDictionary arguments,
        string[] inheritedTags = null,
        string pickleIndex = null)
    {
        Title = title;
        Description = description;
        Tags = tags ?? [];
        Arguments = arguments;
        CombinedTags = [.. Tags, .. inheritedTags ?? []];
        PickleIdIndex = pickleIndex;
    }

    /// <summary>Tags of the scenario and of its examples, without the @.</summary>
    public string[] Tags { get; }

    /// <summary><see cref="Tags"/>, then those of the feature and the rule.</summary>
    public string[] CombinedTags { get; }

    public IOrderedDictionary Arguments { get; }

    public string Title { get; }

    public string Description { get; }

    internal string PickleIdIndex { get; }
}
