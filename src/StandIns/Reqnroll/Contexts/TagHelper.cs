namespace Reqnroll;

/// <summary>Called by the generated code.</summary>
public static class TagHelper
{
    public static bool ContainsIgnoreTag(string[] tags) =>
        tags?.Contains("ignore", StringComparer.OrdinalIgnoreCase) ?? false;

    public static string[] CombineTags(string[] featureTags, string[] ruleTags) =>
        featureTags is null ? ruleTags
        : ruleTags is null ? featureTags
        : [.. featureTags.Union(ruleTags)];
}
