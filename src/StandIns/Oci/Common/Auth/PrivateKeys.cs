using System.Security;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.OpenSsl;
using Org.BouncyCastle.Security;

namespace Oci.Common.Auth;

/// <summary>A private key given as PEM text.</summary>
public class PrivateKeySupplier : ISupplier<RsaKeyParameters>
{
    private readonly string _pem;
    private readonly string _passPhrase;
    private RsaKeyParameters _key;

    /// <summary>An unencrypted key.</summary>
    public PrivateKeySupplier(string keyContent)
        : this(keyContent, null)
    {
    }

    /// <summary>A key under a pass phrase.</summary>
    public PrivateKeySupplier(string keyContent, string passPhrase) => (_pem, _passPhrase) = (keyContent, passPhrase);

    /// <summary>A key in hand.</summary>
    public PrivateKeySupplier(RsaKeyParameters privateKey) => _key = privateKey;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The pass phrase is missing or wrong, or it is no RSA key.</exception>
    public RsaKeyParameters GetKey() => _key ??= PemKey.Read(new StringReader(_pem), _passPhrase);
}

/// <summary>A private key in a PEM file, read when first asked for.</summary>
public class FilePrivateKeySupplier : ISupplier<RsaKeyParameters>
{
    private readonly string _path;
    private readonly SecureString _passPhrase;
    private RsaKeyParameters _key;

    /// <param name="pemFilePath">The file; a leading <c>~/</c> is the user's home.</param>
    /// <param name="passPhrase">Its pass phrase, or null.</param>
    public FilePrivateKeySupplier(string pemFilePath, SecureString passPhrase) => (_path, _passPhrase) = (pemFilePath, passPhrase);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The pass phrase is missing or wrong, or it is no RSA key.</exception>
    public RsaKeyParameters GetKey()
    {
        if (_key is not null) return _key;
        using var reader = File.OpenText(HomePath.Expand(_path));
        return _key = PemKey.Read(reader, _passPhrase is null ? null : new System.Net.NetworkCredential("", _passPhrase).Password);
    }
}

/// <summary>Reads private keys in PEM, the old form and PKCS #8.</summary>
internal static class PemKey
{
    internal static RsaKeyParameters Read(TextReader reader, string passPhrase)
    {
        try
        {
            return new PemReader(reader, passPhrase is null ? null : new PassPhrase(passPhrase)).ReadObject() switch
            {
                AsymmetricCipherKeyPair { Private: RsaKeyParameters key } => key,
                RsaKeyParameters { IsPrivate: true } key => key,
                _ => throw new FormatException("The given key does not have the expected type"),
            };
        }
        catch (InvalidCipherTextException wrong)
        {
            throw new ArgumentException("Incorrect passphrase for private key", wrong);
        }
        catch (Org.BouncyCastle.OpenSsl.PasswordException missing)
        {
            throw new ArgumentException("Private key is encrypted with a pass phrase. Please provide passphrase in the config", missing);
        }
        catch (InvalidKeyException invalid)
        {
            throw new ArgumentException("Invalid Key has been provided", invalid);
        }
    }

    private sealed class PassPhrase(string text) : IPasswordFinder
    {
        public char[] GetPassword() => text.ToCharArray();
    }
}
