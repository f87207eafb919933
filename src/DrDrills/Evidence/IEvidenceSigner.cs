namespace DrDrills.Evidence;

/// <summary>Signs evidence with ECDSA on the curve P-256 over SHA-256; the private key may lie elsewhere.</summary>
/// <remarks>Implementations may be called from several threads, keep no data that they signed, and never show the private key.</remarks>
public interface IEvidenceSigner : IDisposable
{
    /// <summary>The public key, PEM (SubjectPublicKeyInfo), ending in a line feed.</summary>
    string PublicKeyPem { get; }

    /// <summary>Signs bytes.</summary>
    /// <param name="data">What to sign; hashed with SHA-256.</param>
    /// <param name="cancellationToken">Ends the signing early.</param>
    /// <returns>The signature in ASN.1 DER form, as openssl writes and reads it.</returns>
    /// <exception cref="Errors.EvidenceNotWrittenException">The key cannot be used now.</exception>
    /// <exception cref="Errors.CloudCallFailedException">The key lies in a vault that refused, or gave no answer.</exception>
    Task<byte[]> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken);
}
