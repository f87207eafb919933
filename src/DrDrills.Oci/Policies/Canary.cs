namespace DrDrills.Oci.Policies;

/// <summary>
/// A resource of production that may be lost without harm: there so that what must be forbidden can really be tried on it, and on nothing else.
/// </summary>
public static class Canary
{
    /// <summary>Key of the free-form tag that marks one.</summary>
    public const string TagKey = "drdrills-canary";

    /// <summary>Value of that tag; nothing else will do.</summary>
    public const string TagValue = "expendable";

    /// <summary>Whether tags mark a canary.</summary>
    public static bool Is(IReadOnlyDictionary<string, string>? freeformTags) =>
        freeformTags is not null && freeformTags.TryGetValue(TagKey, out var value) && value == TagValue;

    /// <inheritdoc cref="Is(IReadOnlyDictionary{string, string}?)"/>
    public static bool Is(Dictionary<string, string>? freeformTags) => Is((IReadOnlyDictionary<string, string>?)freeformTags);
}
