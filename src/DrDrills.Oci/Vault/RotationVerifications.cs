using DrDrills.Verification;

namespace DrDrills.Oci.Vault;

/// <summary>What is asked after a rotation.</summary>
public static class RotationVerifications
{
    /// <summary>All of it, in this order: <c>old-password</c>, <c>secret-versions</c>.</summary>
    public static IReadOnlyList<IVerification> Of(SecretRotation rotation) =>
        [new OldPasswordVerification(rotation), new SecretStagesVerification(rotation)];
}
