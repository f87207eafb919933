using Oci.Common.Http;
using Oci.Common.Http.Signing;
using Oci.Common.Serialization;
using Org.BouncyCastle.Crypto.Parameters;

namespace Oci.Common.Auth;

/// <summary>A session's token (<c>oci session authenticate</c>) and the key that goes with it.</summary>
public class SessionTokenAuthenticationDetailsProvider : IAuthenticationDetailsProvider, IRegionProvider, IRefreshableOnNotAuthenticatedProvider<string>
{
    private readonly SimpleAuthenticationDetailsProvider _provider;
    private volatile string _token;

    /// <summary>A profile of the file at the usual place.</summary>
    public SessionTokenAuthenticationDetailsProvider(string profile, FilePrivateKeySupplier keySupplier = null)
        : this(ConfigFileReader.ParseDefault(profile), keySupplier)
    {
    }

    /// <summary>A profile of a file; null means <c>DEFAULT</c>.</summary>
    public SessionTokenAuthenticationDetailsProvider(string configurationFilePath, string profile, FilePrivateKeySupplier keySupplier = null)
        : this(ConfigFileReader.Parse(configurationFilePath, profile), keySupplier)
    {
    }

    /// <summary>A file that was read; the token is read from its <c>security_token_file</c> now and not again.</summary>
    /// <exception cref="InvalidDataException">Token file, tenancy or key file is missing.</exception>
    public SessionTokenAuthenticationDetailsProvider(ConfigFile configFile, FilePrivateKeySupplier keySupplier = null)
    {
        var keys = keySupplier ?? configFile.KeyFile();
        _token = File.ReadAllText(HomePath.Expand(configFile.Required("security_token_file")));
        _provider = new SimpleAuthenticationDetailsProvider
        {
            PrivateKeySupplier = keys,
            TenantId = configFile.Required("tenancy"),
            Fingerprint = configFile.GetValue("fingerprint"),
            UserId = configFile.GetValue("user"),
            Region = configFile.Region(),
        };
    }

    /// <summary>A key and its token.</summary>
    /// <exception cref="ArgumentException">Tenancy, key or region is missing.</exception>
    public SessionTokenAuthenticationDetailsProvider(SimpleAuthenticationDetailsProvider provider, string sessionToken)
    {
        if (provider.TenantId is null || provider.PrivateKeySupplier is null || provider.Region is null)
        {
            throw new ArgumentException("A session token needs a provider with a tenantId, a PrivateKeySupplier and a region.", nameof(provider));
        }

        (_provider, _token) = (provider, sessionToken);
    }

    /// <inheritdoc/>
    public Region Region => _provider.Region;

    /// <inheritdoc/>
    public string TenantId => _provider.TenantId;

    /// <inheritdoc/>
    public string Fingerprint => _provider.Fingerprint;

    /// <inheritdoc/>
    public string UserId => _provider.UserId;

    /// <inheritdoc/>
    public string KeyId => "ST$" + _token;

    /// <inheritdoc/>
    public char[] PassPhraseCharacters => _provider.PassPhraseCharacters;

    /// <inheritdoc/>
    public RsaKeyParameters GetPrivateKey() => _provider.GetPrivateKey();

    /// <summary>When the token ends, UTC.</summary>
    public DateTime GetSessionTokenExpiryDate() => new SecurityToken(_token).ExpiresAt;

    /// <summary>Whether the token is still good.</summary>
    public bool IsSessionTokenValid() => new SecurityToken(_token).IsValid;

    /// <summary>Exchanges the token for a new one at the region's auth service. Nothing calls this by itself.</summary>
    public string Refresh()
    {
        var auth = new Service { ServiceName = "auth", ServiceEndpointPrefix = "auth" };
        using var message = new HttpRequestMessage(HttpMethod.Post, $"{Region.GetEndpoint(auth)}/v1/authentication/refresh");
        message.Content = JsonBody.Write(new Dictionary<string, string> { ["currentToken"] = _token });
        new DefaultRequestSigner(this).SignRequest(message);
        using var http = new HttpClient();
        using var response = http.Send(message);
        if (!response.IsSuccessStatusCode) throw ErrorBody.ToException(response);
        return _token = SecurityToken.Answered(response).Text;
    }
}
