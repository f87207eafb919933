namespace DrDrills.Drills;

/// <summary>What a figure stands for; the two are never merged in one figure.</summary>
public enum EvidenceClass
{
    /// <summary>Fixtures, containers, simulators: shows that the procedure works, not how long production takes.</summary>
    Mechanism,

    /// <summary>Real backups of a real system.</summary>
    Provider,
}
