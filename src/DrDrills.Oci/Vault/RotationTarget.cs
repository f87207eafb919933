namespace DrDrills.Oci.Vault;

/// <summary>Where a rotation goes to.</summary>
public enum RotationTarget
{
    /// <summary>A new version of the secret, with a new password.</summary>
    NewVersion,

    /// <summary>Back to the version that was current before.</summary>
    PreviousVersion,
}
