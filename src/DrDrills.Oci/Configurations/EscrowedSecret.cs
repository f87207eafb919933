using System.Text.Json;
using DrDrills.Errors;

namespace DrDrills.Oci.Configurations;

/// <summary>A secret as it lies in a backup: OCI backs up no secrets, so each is kept encrypted under a key of the vault, which can be backed up.</summary>
/// <param name="SecretId">OCID of the secret that was backed up.</param>
/// <param name="KeyId">OCID of the key.</param>
/// <param name="Ciphertext">As the key's Encrypt operation gave it, without associated data.</param>
internal sealed record EscrowedSecret(string SecretId, string KeyId, string Ciphertext)
{
    /// <exception cref="ManifestInvalidException">It is no such file (DR4442).</exception>
    public static IReadOnlyList<EscrowedSecret> Parse(string text, string path)
    {
        try
        {
            return JsonSerializer.Deserialize<IReadOnlyList<EscrowedSecret>>(text, _options) ?? throw new JsonException();
        }
        catch (JsonException e)
        {
            throw new ManifestInvalidException(
                "DR4442", path, $"'{path}' is no list of encrypted secrets.", "was another file backed up in its place?", cause: e);
        }
    }

    private static readonly JsonSerializerOptions _options = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true };
}
