using Org.BouncyCastle.Crypto.Parameters;

namespace Oci.Common.Auth;

/// <summary>Whoever can authenticate.</summary>
public interface IAbstractAuthenticationDetailsProvider;

/// <summary>What signing needs.</summary>
public interface IBasicAuthenticationDetailsProvider : IAbstractAuthenticationDetailsProvider
{
    /// <summary>Names the key to the service.</summary>
    string KeyId { get; }

    /// <summary>The pass phrase of the key, if it has one.</summary>
    char[] PassPhraseCharacters { get; }

    /// <summary>The key.</summary>
    RsaKeyParameters GetPrivateKey();
}

/// <summary>A user's API key.</summary>
public interface IAuthenticationDetailsProvider : IBasicAuthenticationDetailsProvider
{
    /// <summary>The fingerprint of the public key.</summary>
    string Fingerprint { get; }

    /// <summary>The tenancy.</summary>
    string TenantId { get; }

    /// <summary>The user.</summary>
    string UserId { get; }
}

/// <summary>A provider that knows its region.</summary>
public interface IRegionProvider
{
    /// <summary>The region.</summary>
    Region Region { get; }
}

/// <summary>A provider whose credentials can be renewed after a 401.</summary>
public interface IRefreshableOnNotAuthenticatedProvider<T>
{
    /// <summary>Renews them.</summary>
    T Refresh();
}

/// <summary>Where a key comes from.</summary>
public interface ISupplier<T>
{
    /// <summary>The key.</summary>
    T GetKey();
}
