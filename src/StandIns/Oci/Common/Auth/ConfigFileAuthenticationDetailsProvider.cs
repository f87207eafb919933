using Org.BouncyCastle.Crypto.Parameters;

namespace Oci.Common.Auth;

/// <summary>A user's API key as a profile of Oracle's configuration file describes it.</summary>
public class ConfigFileAuthenticationDetailsProvider : IAuthenticationDetailsProvider, IRegionProvider
{
    private readonly SimpleAuthenticationDetailsProvider _provider;

    /// <summary>A profile of the file at the usual place.</summary>
    public ConfigFileAuthenticationDetailsProvider(string profile, FilePrivateKeySupplier keySupplier = null)
        : this(ConfigFileReader.ParseDefault(profile), keySupplier)
    {
    }

    /// <summary>A profile of a file; null means <c>DEFAULT</c>.</summary>
    public ConfigFileAuthenticationDetailsProvider(string configurationFilePath, string profile, FilePrivateKeySupplier keySupplier = null)
        : this(ConfigFileReader.Parse(configurationFilePath, profile), keySupplier)
    {
    }

    /// <summary>A file that was read.</summary>
    /// <exception cref="InvalidDataException">Fingerprint, tenancy, user or key file is missing.</exception>
    public ConfigFileAuthenticationDetailsProvider(ConfigFile configFile, FilePrivateKeySupplier keySupplier = null) =>
        _provider = new SimpleAuthenticationDetailsProvider
        {
            PrivateKeySupplier = keySupplier ?? configFile.KeyFile(),
            Fingerprint = configFile.Required("fingerprint"),
            TenantId = configFile.Required("tenancy"),
            UserId = configFile.Required("user"),
            Region = configFile.Region(),
        };

    /// <inheritdoc/>
    public Region Region => _provider.Region;

    /// <inheritdoc/>
    public string TenantId => _provider.TenantId;

    /// <inheritdoc/>
    public string Fingerprint => _provider.Fingerprint;

    /// <inheritdoc/>
    public string UserId => _provider.UserId;

    /// <inheritdoc/>
    public string KeyId => _provider.KeyId;

    /// <inheritdoc/>
    public char[] PassPhraseCharacters => _provider.PassPhraseCharacters;

    /// <inheritdoc/>
    public RsaKeyParameters GetPrivateKey() => _provider.GetPrivateKey();
}
