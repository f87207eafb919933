namespace DrDrills.Oci.Vault;

/// <summary>A key and the vault that it lies in: <c>oci-kms:KEY_OCID@VAULT_OCID</c>. The vault says at which addresses its keys answer.</summary>
/// <param name="KeyId">OCID of the key.</param>
/// <param name="VaultId">OCID of the vault.</param>
public sealed record VaultKey(string KeyId, string VaultId)
{
    /// <summary>What a reference to a key begins with.</summary>
    public const string Scheme = "oci-kms:";

    /// <summary>Reads a reference.</summary>
    /// <returns>Null where it does not begin with the scheme.</returns>
    /// <exception cref="FormatException">It begins so, and does not name a key and a vault.</exception>
    public static VaultKey? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.StartsWith(Scheme, StringComparison.Ordinal))
        {
            return null;
        }

        return text[Scheme.Length..].Split('@') is [var key, var vault]
            && key.StartsWith("ocid1.key.", StringComparison.Ordinal) && vault.StartsWith("ocid1.vault.", StringComparison.Ordinal)
            ? new VaultKey(key, vault)
            : throw new FormatException($"'{text}' names no key and vault; write {Scheme}ocid1.key.…@ocid1.vault.….");
    }

    /// <inheritdoc/>
    public override string ToString() => $"key '{KeyId}'";
}
