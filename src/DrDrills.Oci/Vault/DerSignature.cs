using System.Formats.Asn1;
using System.Security.Cryptography;

namespace DrDrills.Oci.Vault;

/// <summary>An ECDSA signature on P-256 in the form that openssl reads.</summary>
/// <remarks>
/// The API reference of Key Management does not say how the signature is written (KMS API, Sign): DER is taken as it is, the two numbers side by side
/// (IEEE P1363) are put into DER. What is neither, or is not over the digest, is no signature.
/// </remarks>
internal static class DerSignature
{
    private const int HalfBytes = 32;

    /// <returns>The signature in DER, or null where it is none of this key over this digest.</returns>
    public static byte[]? Of(ECDsa key, ReadOnlySpan<byte> digest, byte[] signature)
    {
        if (key.VerifyHash(digest, signature, DSASignatureFormat.Rfc3279DerSequence))
        {
            return signature;
        }

        if (signature.Length != 2 * HalfBytes || !key.VerifyHash(digest, signature, DSASignatureFormat.IeeeP1363FixedFieldConcatenation))
        {
            return null;
        }

        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteIntegerUnsigned(signature.AsSpan(0, HalfBytes).TrimStart((byte)0));
            writer.WriteIntegerUnsigned(signature.AsSpan(HalfBytes).TrimStart((byte)0));
        }

        return writer.Encode();
    }
}
