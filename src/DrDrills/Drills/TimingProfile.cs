namespace DrDrills.Drills;

/// <summary>Which server settings stand behind a recovery time.</summary>
public enum TimingProfile
{
    /// <summary>Durability on (fsync, full_page_writes, synchronous_commit), as in production; the only one that gives a recovery time.</summary>
    AsProduction,

    /// <summary>Durability off; only the verdict is the point, and the recovery time is reported as not measured.</summary>
    Quick,
}
