using DrDrills.Objectives;
using DrDrills.Oci.Policies.Inventory;
using DrDrills.Verification;

namespace DrDrills.Oci.Policies.Questions;

/// <summary>Whether secrets are rotated.</summary>
public sealed class SecretAgeVerification(PolicyAudit audit) : InventoryQuestion(audit)
{
    /// <summary>Code of a secret that was not rotated in time.</summary>
    public const string NotRotated = "DRF555";

    /// <inheritdoc/>
    public override VerificationId Id { get; } = VerificationId.Parse("secret-age");

    /// <inheritdoc/>
    public override string Title => "Age of secrets";

    /// <inheritdoc/>
    public override string Proves => "Every secret of the system was rotated within its rotation period.";

    /// <inheritdoc/>
    internal override VerificationAnswer Ask(SystemInventory inventory) => Looked(
        inventory.Secrets,
        "secrets",
        [
            .. inventory.Secrets
                .Where(secret => secret.CurrentSince is not { } since || inventory.TakenAt - since > Promises.Rotation)
                .Select(secret => Wrong(
                    NotRotated,
                    $"secret '{secret.Name}'",
                    $"a current version of at most {DurationText.Format(Promises.Rotation)}",
                    secret.CurrentSince is { } since ? $"it is of {since:yyyy-MM-dd}" : "no current version",
                    "Whoever learned it since then still knows it.")),
        ]);
}
