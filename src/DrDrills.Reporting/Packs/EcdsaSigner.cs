using System.Security.Cryptography;
using DrDrills.Errors;
using DrDrills.Evidence;

namespace DrDrills.Reporting.Packs;

/// <summary>Signs with a private key of this machine (ECDSA, P-256).</summary>
public sealed class EcdsaSigner : IEvidenceSigner
{
    private const string Curve = "1.2.840.10045.3.1.7";

    private readonly ECDsa _key;

    private EcdsaSigner(ECDsa key)
    {
        _key = key;
        PublicKeyPem = key.ExportSubjectPublicKeyInfoPem() + "\n";
    }

    /// <inheritdoc/>
    public string PublicKeyPem { get; }

    /// <summary>Reads a private key, PEM (PKCS #8 or SEC 1), without a passphrase.</summary>
    /// <param name="pem">The key; never repeated in an error.</param>
    /// <param name="from">Where it came from, for errors: a path, or the name of a variable.</param>
    /// <exception cref="ConfigurationInvalidException">It is no private key on the curve P-256.</exception>
    public static EcdsaSigner OfPem(string pem, string from)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            var curve = key.ExportParameters(includePrivateParameters: true).Curve.Oid;
            return curve.Value == Curve || curve.FriendlyName is "nistP256" or "ECDSA_P256"
                ? new EcdsaSigner(key)
                : throw new CryptographicException("another curve");
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or PlatformNotSupportedException)
        {
            key.Dispose();
            throw new ConfigurationInvalidException("The signing key", [
                $"what '{from}' holds is not a private key on the curve P-256 in PEM form, without a passphrase; "
                + "'openssl ecparam -name prime256v1 -genkey -noout' makes one.",
            ]);
        }
    }

    /// <summary>The key of a file, made there (readable by its owner only) where there is none yet.</summary>
    /// <param name="file">The private key's file.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The signer, and whether its key is new.</returns>
    /// <exception cref="ConfigurationInvalidException">The file holds something else.</exception>
    public static async Task<(EcdsaSigner Signer, bool IsNew)> OfFileOrNewAsync(FileInfo file, CancellationToken cancellationToken)
    {
        if (!file.Exists)
        {
            file.Directory!.Create();
            using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
            var stream = new StreamWriter(file.FullName, options);
            await using (stream.ConfigureAwait(false))
            {
                await stream.WriteAsync((made.ExportPkcs8PrivateKeyPem() + "\n").AsMemory(), cancellationToken).ConfigureAwait(false);
            }

            return (OfPem(await File.ReadAllTextAsync(file.FullName, cancellationToken).ConfigureAwait(false), file.FullName), true);
        }

        return (OfPem(await File.ReadAllTextAsync(file.FullName, cancellationToken).ConfigureAwait(false), file.FullName), false);
    }

    /// <inheritdoc/>
    public Task<byte[]> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken) =>
        Task.FromResult(_key.SignData(data.Span, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();
}
