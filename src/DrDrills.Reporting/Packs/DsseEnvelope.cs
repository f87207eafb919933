using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using DrDrills.Evidence;

namespace DrDrills.Reporting.Packs;

/// <summary>A signed text in a DSSE envelope (Dead Simple Signing Envelope, version 1.0.2), as cosign and in-toto read it.</summary>
/// <param name="Payload">The signed bytes, base64.</param>
/// <param name="PayloadType">What they are.</param>
/// <param name="Signatures">Exactly one here.</param>
public sealed record DsseEnvelope(string Payload, string PayloadType, IReadOnlyList<DsseSignature> Signatures)
{
    /// <summary>The type of in-toto statements.</summary>
    public const string InToto = "application/vnd.in-toto+json";

    private static readonly JsonSerializerOptions _options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Signs a text.</summary>
    /// <param name="text">The statement.</param>
    /// <param name="signer">Signs it.</param>
    /// <param name="cancellationToken">Ends the signing early.</param>
    public static async Task<DsseEnvelope> SignAsync(string text, IEvidenceSigner signer, CancellationToken cancellationToken)
    {
        var payload = Encoding.UTF8.GetBytes(text);
        var signature = await signer.SignAsync(Signed(InToto, payload), cancellationToken).ConfigureAwait(false);
        return new DsseEnvelope(
            Convert.ToBase64String(payload),
            InToto,
            [new DsseSignature(new PublicKey(signer.PublicKeyPem).Id, Convert.ToBase64String(signature))]);
    }

    /// <summary>The text that was signed.</summary>
    /// <exception cref="FormatException">The payload is not base64.</exception>
    public string Text => Encoding.UTF8.GetString(Convert.FromBase64String(Payload));

    /// <summary>Whether the key's signature stands under the payload and its type.</summary>
    public bool IsSignedBy(PublicKey key)
    {
        try
        {
            return Signatures is [var only] && only.Keyid == key.Id
                && key.Verifies(Signed(PayloadType, Convert.FromBase64String(Payload)), Convert.FromBase64String(only.Sig));
        }
        catch (Exception e) when (e is FormatException or System.Security.Cryptography.CryptographicException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>As text: indented JSON, ending in a line feed; the only form that is accepted back.</summary>
    public string Format() => JsonSerializer.Serialize(this, _options) + "\n";

    /// <summary>Reads an envelope that <see cref="Format"/> wrote; null for any other text, however alike.</summary>
    public static DsseEnvelope? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<DsseEnvelope>(text, _options) is { } envelope && envelope.IsCanonical(text) ? envelope : null;
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return null;
        }
    }

    private bool IsCanonical(string text) => Format() == text
        && Convert.ToBase64String(Convert.FromBase64String(Payload)) == Payload
        && Signatures.All(signature => Convert.ToBase64String(Convert.FromBase64String(signature.Sig)) == signature.Sig);

    /// <summary>The bytes under the signature: DSSE's pre-authentication encoding.</summary>
    private static byte[] Signed(string type, byte[] payload) =>
    [
        .. Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"DSSEv1 {Encoding.UTF8.GetByteCount(type)} {type} {payload.Length} ")),
        .. payload,
    ];
}
