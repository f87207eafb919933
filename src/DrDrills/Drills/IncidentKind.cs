namespace DrDrills.Drills;

/// <summary>Where an incident comes from.</summary>
public enum IncidentKind
{
    /// <summary>Done on purpose by the harness, only ever to a system that it made itself.</summary>
    Injected,

    /// <summary>Assumed: "if it broke now". The only kind for real systems.</summary>
    Declared,
}
