namespace Reqnroll.Bindings;

/// <summary>Where a binding applies. Each condition that is given must hold, and counts when definitions compete.</summary>
internal sealed record BindingScope
{
    public BindingScope(string tag, string featureTitle, string scenarioTitle)
    {
        Tag = tag is ['@', .. var name] ? name : tag;
        FeatureTitle = featureTitle;
        ScenarioTitle = scenarioTitle;
    }

    public string Tag { get; }

    public string FeatureTitle { get; }

    public string ScenarioTitle { get; }

    public bool Matches(FeatureInfo feature, ScenarioInfo scenario, out int matches)
    {
        matches = 0;
        var tags = scenario?.CombinedTags ?? feature?.Tags ?? [];
        return Holds(Tag is null, tags.Contains(Tag), ref matches)
            && Holds(FeatureTitle is null, SameTitle(FeatureTitle, feature?.Title), ref matches)
            && Holds(ScenarioTitle is null, SameTitle(ScenarioTitle, scenario?.Title), ref matches);
    }

    private static bool Holds(bool absent, bool fits, ref int matches)
    {
        matches += !absent && fits ? 1 : 0;
        return absent || fits;
    }

    private static bool SameTitle(string expected, string actual) =>
        string.Equals(expected, actual, StringComparison.CurrentCultureIgnoreCase);
}
