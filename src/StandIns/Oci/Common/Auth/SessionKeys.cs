using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Security;

namespace Oci.Common.Auth;

/// <summary>The key pair that signs while a token lasts.</summary>
public interface ISessionKeySupplier
{
    /// <summary>The pair in use.</summary>
    AsymmetricCipherKeyPair GetKeyPair();

    /// <summary>Makes a new pair.</summary>
    void RefreshKeys();
}

/// <summary>A key pair made here, 2048 bits.</summary>
public class SessionKey : ISessionKeySupplier
{
    private volatile AsymmetricCipherKeyPair _pair;

    /// <summary>Makes the first pair.</summary>
    public SessionKey() => RefreshKeys();

    /// <inheritdoc/>
    public AsymmetricCipherKeyPair GetKeyPair() => _pair;

    /// <inheritdoc/>
    public void RefreshKeys()
    {
        using var rsa = RSA.Create(2048);
        _pair = DotNetUtilities.GetRsaKeyPair(rsa);
    }
}
