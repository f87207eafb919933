using System.Security.Cryptography;
using DrDrills.Backups;

namespace DrDrills.Reporting.Packs;

/// <summary>The public half of a signing key.</summary>
/// <param name="Pem">SubjectPublicKeyInfo in PEM form, ending in a line feed.</param>
public sealed record PublicKey(string Pem)
{
    /// <summary>Its name in envelopes: SHA-256 of the key's DER form, hexadecimal.</summary>
    /// <exception cref="CryptographicException">The text is no public key.</exception>
    /// <exception cref="ArgumentException">The text is no PEM.</exception>
    public string Id
    {
        get
        {
            using var key = Import();
            return Sha256Digest.Of(key.ExportSubjectPublicKeyInfo()).Hex;
        }
    }

    /// <summary>Whether a signature (DER) of this key stands under the bytes; false also where this is no key at all.</summary>
    public bool Verifies(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        try
        {
            using var key = Import();
            return key.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>The same key written anew: another text for the same key is another file.</summary>
    /// <exception cref="CryptographicException">The text is no public key.</exception>
    /// <exception cref="ArgumentException">The text is no PEM.</exception>
    public PublicKey Canonical()
    {
        using var key = Import();
        return new PublicKey(key.ExportSubjectPublicKeyInfoPem() + "\n");
    }

    private ECDsa Import()
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(Pem);
            return key;
        }
        catch (PlatformNotSupportedException e)
        {
            // One byte away from a curve that exists is a curve that does not.
            key.Dispose();
            throw new CryptographicException("The key is on a curve that this machine does not know.", e);
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }
}
