using System.Security.Cryptography;
using DrDrills.Errors;
using DrDrills.Evidence;
using DrDrills.Oci.Tenancy;
using Oci.KeymanagementService;
using Oci.KeymanagementService.Models;
using Oci.KeymanagementService.Requests;

namespace DrDrills.Oci.Vault;

/// <summary>Signs evidence with a key of an OCI vault (ECDSA, P-256): only the digest goes there, and the private key never leaves it.</summary>
/// <remarks>
/// The version that is current when the signer is opened signs, also where the key is rotated meanwhile. Each signature is verified with that version's
/// public key before it is given away.
/// </remarks>
public sealed class VaultKeySigner : IEvidenceSigner
{
    private readonly OciTenancy _tenancy;
    private readonly KmsCryptoClient _client;
    private readonly VaultKey _key;
    private readonly string _version;
    private readonly ECDsa _public;

    private VaultKeySigner(OciTenancy tenancy, KmsCryptoClient client, VaultKey key, string version, ECDsa @public)
    {
        _tenancy = tenancy;
        _client = client;
        _key = key;
        _version = version;
        _public = @public;
        PublicKeyPem = @public.ExportSubjectPublicKeyInfoPem() + "\n";
    }

    /// <inheritdoc/>
    public string PublicKeyPem { get; }

    /// <summary>Asks the vault for its addresses, and the key for its current version and public key.</summary>
    /// <param name="tenancy">As whom; disposed of with the signer.</param>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="CloudCallFailedException">There is no such key, or this identity may not see it.</exception>
    /// <exception cref="ConfigurationInvalidException">The key is none that signs with ECDSA on P-256.</exception>
    public static async Task<VaultKeySigner> OpenAsync(OciTenancy tenancy, VaultKey key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenancy);
        ArgumentNullException.ThrowIfNull(key);
        var region = tenancy.RegionOf(key.VaultId);
        var vault = (await tenancy.Calls.AskAsync(
            "GetVault",
            $"vault of {key}",
            stop => region.KeyVaults().GetVault(new GetVaultRequest { VaultId = key.VaultId }, null, stop),
            cancellationToken).ConfigureAwait(false)).Vault;
        var keys = region.KeysAt(new Uri(vault.ManagementEndpoint));
        var found = (await tenancy.Calls.AskAsync(
            "GetKey", $"{key}", stop => keys.GetKey(new GetKeyRequest { KeyId = key.KeyId }, null, stop), cancellationToken).ConfigureAwait(false)).Key;
        if (found.KeyShape is not { Algorithm: KeyShape.AlgorithmEnum.Ecdsa, CurveId: KeyShape.CurveIdEnum.NistP256 })
        {
            throw Refused(key, $"is {found.KeyShape?.Algorithm} {found.KeyShape?.CurveId}".TrimEnd());
        }

        var version = (await tenancy.Calls.AskAsync(
            "GetKeyVersion",
            $"{key}",
            stop => keys.GetKeyVersion(new GetKeyVersionRequest { KeyId = key.KeyId, KeyVersionId = found.CurrentKeyVersion }, null, stop),
            cancellationToken).ConfigureAwait(false)).KeyVersion;
        return new VaultKeySigner(
            tenancy, region.CryptoAt(new Uri(vault.CryptoEndpoint)), key, version.Id, PublicKeyOf(key, version.PublicKey));
    }

    /// <inheritdoc/>
    public async Task<byte[]> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        var digest = SHA256.HashData(data.Span);
        var answer = await _tenancy.Calls.AskAsync(
            "Sign",
            $"{_key}",
            stop => _client.Sign(
                new SignRequest
                {
                    SignDataDetails = new SignDataDetails
                    {
                        Message = Convert.ToBase64String(digest),
                        KeyId = _key.KeyId,
                        KeyVersionId = _version,
                        MessageType = SignDataDetails.MessageTypeEnum.Digest,
                        SigningAlgorithm = SignDataDetails.SigningAlgorithmEnum.EcdsaSha256,
                    },
                },
                null,
                stop),
            cancellationToken).ConfigureAwait(false);
        return DerSignature.Of(_public, digest, Convert.FromBase64String(answer.SignedData.Signature)) ?? throw new EvidenceNotWrittenException(
            "DR5116",
            $"{_key}",
            $"What the {_key} signed is not verified by the public key of its version '{_version}'.",
            "was the key rotated or restored in this moment? Run again; if it stays, name another key in DRDRILLS_SIGNING_KEY.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _public.Dispose();
        _tenancy.Dispose();
    }

    private static ECDsa PublicKeyOf(VaultKey key, string? pem)
    {
        var @public = ECDsa.Create();
        try
        {
            @public.ImportFromPem(pem ?? "");
            return @public;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            @public.Dispose();
            throw Refused(key, "has no public key in PEM form");
        }
    }

    private static ConfigurationInvalidException Refused(VaultKey key, string why) => new("The signing key", [
        $"the {key} {why}; evidence is signed with a key of the algorithm ECDSA on the curve NIST_P256.",
    ]);
}
