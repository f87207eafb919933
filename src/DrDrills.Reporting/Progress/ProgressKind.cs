namespace DrDrills.Reporting.Progress;

/// <summary>What happened in a drill.</summary>
public enum ProgressKind
{
    /// <summary>A drill begins; the detail is its title.</summary>
    DrillBegan,

    /// <summary>A stage begins.</summary>
    StageBegan,

    /// <summary>A stage got further.</summary>
    Progress,

    /// <summary>A stage ended, however it ended.</summary>
    StageEnded,

    /// <summary>A verification begins.</summary>
    VerificationBegan,

    /// <summary>A verification ended.</summary>
    VerificationEnded,

    /// <summary>A drill ended, with its verdict and why.</summary>
    DrillEnded,
}
