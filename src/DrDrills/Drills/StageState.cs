namespace DrDrills.Drills;

/// <summary>How a stage ended.</summary>
public enum StageState
{
    /// <summary>Done.</summary>
    Completed,

    /// <summary>Not needed by this kind of backup, or not reached; the detail says which.</summary>
    Skipped,

    /// <summary>Ended by an error.</summary>
    Failed,
}
