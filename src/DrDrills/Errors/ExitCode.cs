namespace DrDrills.Errors;

/// <summary>What a DrDrills process tells its caller; the numbers are stable and the table only grows.</summary>
/// <remarks>A caller that meets a number it does not know treats it as a failure.</remarks>
public enum ExitCode
{
    /// <summary>Every drill passed.</summary>
    Passed = 0,

    /// <summary>DrDrills itself failed; nothing is said about the backup.</summary>
    Internal = 1,

    /// <summary>The command line or <c>drdrills.json</c> is wrong; all mistakes were listed.</summary>
    Usage = 2,

    /// <summary>A verification looked and found the restored data wrong.</summary>
    VerificationFailed = 10,

    /// <summary>The data is right, but the recovery time or the data-loss window is over its objective.</summary>
    ObjectiveMissed = 11,

    /// <summary>Something could not be asked; never green, and not the backup's fault as far as known.</summary>
    Inconclusive = 12,

    /// <summary>A program, server or container engine that the drill needs is missing.</summary>
    EnvironmentMissing = 20,

    /// <summary>The restored copy could not be disposed of.</summary>
    DisposalFailed = 21,

    /// <summary>The caller cancelled the run.</summary>
    Cancelled = 130,
}
