using Org.BouncyCastle.Crypto.Parameters;

namespace Oci.Common.Auth;

/// <summary>A user's API key, given part by part.</summary>
public class SimpleAuthenticationDetailsProvider : IAuthenticationDetailsProvider, IRegionProvider
{
    /// <inheritdoc/>
    public string Fingerprint { get; set; }

    /// <inheritdoc/>
    public string TenantId { get; set; }

    /// <inheritdoc/>
    public string UserId { get; set; }

    /// <inheritdoc/>
    public char[] PassPhraseCharacters { get; set; }

    /// <inheritdoc/>
    public Region Region { get; set; }

    /// <summary>Where the private key comes from.</summary>
    public ISupplier<RsaKeyParameters> PrivateKeySupplier { get; set; }

    /// <inheritdoc/>
    public string KeyId => $"{TenantId}/{UserId}/{Fingerprint}";

    /// <inheritdoc/>
    public RsaKeyParameters GetPrivateKey() => PrivateKeySupplier.GetKey();
}
