using System.Text.RegularExpressions;
using DrDrills.Oci.Vault;

namespace DrDrills.Oci.Configurations;

/// <summary>One place of a configuration file that refers to a secret.</summary>
/// <param name="File">The file, from the root of the backup.</param>
/// <param name="Line">Line, 1 for the first.</param>
/// <param name="SecretId">OCID of the secret.</param>
internal sealed partial record SecretReference(string File, int Line, string SecretId)
{
    /// <summary>Every reference (<c>oci-vault:SECRET_OCID</c>) of a file.</summary>
    public static IEnumerable<SecretReference> In(string file, string text) => text.Split('\n').SelectMany((line, index) =>
        Pattern().Matches(line).Select(match => new SecretReference(file, index + 1, match.Value[VaultSecrets.Scheme.Length..])));

    public override string ToString() => $"{File}, line {Line}";

    [GeneratedRegex("oci-vault:ocid1\\.vaultsecret\\.[a-z0-9.-]+")]
    private static partial Regex Pattern();
}
