namespace DrDrills.Verification;

/// <summary>What restored data was compared with; every verdict names it.</summary>
public enum ComparisonBasis
{
    /// <summary>A manifest taken in the same snapshot as the backup.</summary>
    Manifest,

    /// <summary>The live source, at one snapshot; drift is reported as drift.</summary>
    Live,

    /// <summary>Nothing outside the restored system itself.</summary>
    SelfConsistentOnly,
}
