namespace DrDrills.Objectives;

/// <summary>How a measured value stands to its objective.</summary>
public enum ObjectiveState
{
    /// <summary>Measured, and within the limit.</summary>
    Met,

    /// <summary>Measured, and over the limit.</summary>
    Missed,

    /// <summary>Not measured; the reason is given, and it is not green.</summary>
    NotMeasured,

    /// <summary>No objective was set.</summary>
    NotSet,
}
