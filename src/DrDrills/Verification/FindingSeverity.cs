namespace DrDrills.Verification;

/// <summary>How much a finding weighs.</summary>
public enum FindingSeverity
{
    /// <summary>Worth knowing; does not change the verdict.</summary>
    Note,

    /// <summary>The restored system differs from what was backed up; the verification fails.</summary>
    Error,
}
