namespace DrDrills.Verification;

/// <summary>When in a drill a verification can ask its question.</summary>
public enum VerificationMoment
{
    /// <summary>On the fetched files, before a restore is spent on them.</summary>
    Fetched,

    /// <summary>On the restored system.</summary>
    Restored,
}
