namespace DrDrills.Reporting.Compliance;

/// <summary>How evidence stands to a control.</summary>
public enum ControlState
{
    /// <summary>All that it needs was seen on real backups, recently enough.</summary>
    Supported,

    /// <summary>Something of it was seen, or all of it but not on real backups, or too long ago.</summary>
    Partly,

    /// <summary>Nothing of it was seen, or no drill can show it.</summary>
    NotCovered,
}
