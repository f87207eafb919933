namespace DrDrills.Drills;

/// <summary>The timed parts of a drill, in order.</summary>
public enum DrillStage
{
    /// <summary>The incident is declared; the recovery clock starts.</summary>
    DeclareIncident,

    /// <summary>The backup to use is found.</summary>
    Locate,

    /// <summary>A place to restore into is made ready.</summary>
    Provision,

    /// <summary>The backup is brought there and its files are verified before a restore is spent on them.</summary>
    Fetch,

    /// <summary>The backup is materialised.</summary>
    Restore,

    /// <summary>Write-ahead log is replayed to the recovery target; skipped for logical backups.</summary>
    Replay,

    /// <summary>Verifications ask their questions.</summary>
    Verify,

    /// <summary>The verified system is shown to be usable; the recovery clock stops.</summary>
    Ready,

    /// <summary>The copy is removed, with proof.</summary>
    Dispose,
}
