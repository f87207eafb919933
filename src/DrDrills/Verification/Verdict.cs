namespace DrDrills.Verification;

/// <summary>What a drill or a verification concludes; a closed list, and only <see cref="Passed"/> is green.</summary>
public enum Verdict
{
    /// <summary>We looked, and it is right.</summary>
    Passed,

    /// <summary>We looked, and it is wrong.</summary>
    Failed,

    /// <summary>We could not look; nothing is said about the backup.</summary>
    Inconclusive,
}
