namespace DrDrills.PostgreSql.Comparisons;

/// <summary>What a comparison comes to.</summary>
public enum ComparisonOutcome
{
    /// <summary>Everything was compared, and all of it is the same.</summary>
    Equal,

    /// <summary>Something differs, whatever else could not be compared.</summary>
    Different,

    /// <summary>Nothing was seen to differ, but something could not be compared.</summary>
    Incomplete,
}
