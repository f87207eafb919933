namespace DrDrills.Reporting.Packs;

/// <summary>What a reviewer decided.</summary>
public enum ReviewDecision
{
    /// <summary>The run is taken as evidence.</summary>
    Accept,

    /// <summary>It is not.</summary>
    Reject,
}
