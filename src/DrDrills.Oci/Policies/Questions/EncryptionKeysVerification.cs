using DrDrills.Oci.Policies.Inventory;
using DrDrills.Verification;

namespace DrDrills.Oci.Policies.Questions;

/// <summary>Whether the keys that data and secrets are encrypted with are kept in hardware, and can still decrypt: a backup whose key is gone is noise.</summary>
public sealed class EncryptionKeysVerification(PolicyAudit audit) : InventoryQuestion(audit)
{
    /// <summary>Code of a key that is in software, disabled, to be deleted, or gone; as a note, of a key that Oracle manages.</summary>
    public const string WrongKey = "DRF554";

    /// <inheritdoc/>
    public override VerificationId Id { get; } = VerificationId.Parse("encryption-keys");

    /// <inheritdoc/>
    public override string Title => "Encryption keys";

    /// <inheritdoc/>
    public override string Proves => "Every key that the system's data and secrets are encrypted with is backed by hardware and enabled.";

    /// <inheritdoc/>
    internal override VerificationAnswer Ask(SystemInventory inventory)
    {
        var used = inventory.Resources.Select(resource => (resource.Title, resource.KeyId))
            .Concat(inventory.Secrets.Select(secret => (Title: $"secret '{secret.Name}'", KeyId: (string?)secret.KeyId)))
            .ToList();
        var findings = new List<Finding>();
        foreach (var group in used.Where(one => one.KeyId is not null).GroupBy(one => one.KeyId!, one => one.Title))
        {
            var protects = string.Join(", ", group);
            if (inventory.Keys.FirstOrDefault(key => key.Id == group.Key) is not { } key)
            {
                findings.Add(Wrong(WrongKey, $"key '{group.Key}'", "a key of the system's vaults", "no such key there", $"It cannot be seen whether {protects} can be decrypted."));
            }
            else if (key is not { Protection: "HSM", State: "ENABLED" })
            {
                findings.Add(Wrong(WrongKey, $"key '{key.Name}'", "HSM, ENABLED", $"{key.Protection}, {key.State}", $"It protects {protects}."));
            }
        }

        findings.AddRange(used.Where(one => one.KeyId is null).Select(one =>
            Wrong(WrongKey, one.Title, "a key of the system's vaults", "a key that Oracle manages", "Whoever may read the storage may read it.")
                with { Severity = FindingSeverity.Note }));
        return Looked(used, "encrypted resources and secrets", findings);
    }
}
