using System.Text.RegularExpressions;
using Oci.Common.Http;
using Oci.Common.Http.Signing;
using Oci.Common.Model;
using Oci.Common.Serialization;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.X509;

namespace Oci.Common.Auth.Internal;

/// <summary>Where something lies and what to say when asking for it.</summary>
public class ResourceDetails
{
    /// <summary>The address.</summary>
    public Uri Uri { get; set; }

    /// <summary>The headers.</summary>
    public Dictionary<string, string> Headers { get; set; }
}

/// <summary>Whoever gives tokens.</summary>
public interface IFederationClient
{
    /// <summary>A token that is still good, fetched if need be.</summary>
    string GetSecurityToken();

    /// <summary>A new token.</summary>
    string RefreshAndGetSecurityToken();

    /// <summary>A claim of the token.</summary>
    string GetStringClaim(string key);
}

/// <summary>Exchanges an instance's certificate for a token at the region's auth service.</summary>
public partial class X509FederationClient : IFederationClient
{
    private const int Retries = 2;

    private readonly Uri _endpoint;
    private readonly string _tenancyId;
    private readonly IX509CertificateSupplier _leaf;
    private readonly ISessionKeySupplier _sessionKeys;
    private readonly HashSet<IX509CertificateSupplier> _intermediates;
    private readonly Lock _oneAtATime = new();
    private volatile SecurityToken _token;

    /// <param name="federationEndpoint">The auth service, without a path.</param>
    /// <param name="tenancyId">The tenancy that the certificate must name.</param>
    /// <param name="leafCertificateSupplier">The instance's certificate and key.</param>
    /// <param name="sessionKeySupplier">The key pair the token is for.</param>
    /// <param name="intermediateCertificateSuppliers">The certificates between it and Oracle's.</param>
    public X509FederationClient(
        string federationEndpoint,
        string tenancyId,
        IX509CertificateSupplier leafCertificateSupplier,
        ISessionKeySupplier sessionKeySupplier,
        HashSet<IX509CertificateSupplier> intermediateCertificateSuppliers)
    {
        _endpoint = new Uri(federationEndpoint + "/v1/x509");
        _tenancyId = tenancyId ?? throw new ArgumentNullException(nameof(tenancyId));
        _leaf = leafCertificateSupplier ?? throw new ArgumentNullException(nameof(leafCertificateSupplier));
        _sessionKeys = sessionKeySupplier ?? throw new ArgumentNullException(nameof(sessionKeySupplier));
        _intermediates = intermediateCertificateSuppliers;
    }

    /// <summary>The pause before asking again after a 5xx or a refused connection; the caller is blocked for it.</summary>
    internal TimeSpan RetryPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public string GetSecurityToken() => _token is { IsValid: true } token ? token.Text : Fetch(evenIfValid: false).Text;

    /// <inheritdoc/>
    public string RefreshAndGetSecurityToken() => Fetch(evenIfValid: true).Text;

    /// <inheritdoc/>
    public string GetStringClaim(string key) => Fetch(evenIfValid: false).Claim(key);

    private SecurityToken Fetch(bool evenIfValid)
    {
        lock (_oneAtATime)
        {
            if (!evenIfValid && _token is { IsValid: true } token) return token;
            _sessionKeys.RefreshKeys();
            Refresh(_leaf, "leaf");
            if (Tenancy(_leaf.GetCertificateAndKeyPair()) != _tenancyId) throw new InvalidDataException("The tenancy id should never be changed in cert file!");
            foreach (var intermediate in _intermediates) Refresh(intermediate, "intermediate");
            return _token = Ask();
        }
    }

    /// <summary>The tenancy that a certificate's subject names, as in <c>OU=opc-tenant:ocid1.tenancy…</c>; null where it names none.</summary>
    internal static string Tenancy(CertificateAndPrivateKeyPair pair) =>
        TenancyInSubject().Match(pair.Certificate.Subject) is { Success: true } match ? match.Groups[1].Value : null;

    private static void Refresh(IX509CertificateSupplier supplier, string which)
    {
        try
        {
            supplier.Refresh();
        }
        catch (Exception failure)
        {
            throw new OciException($"Failed to refresh the {which} certificate: {failure.Message}", failure);
        }
    }

    private SecurityToken Ask()
    {
        var pair = _leaf.GetCertificateAndKeyPair();
        var publicKey = SubjectPublicKeyInfoFactory.CreateSubjectPublicKeyInfo((RsaKeyParameters)_sessionKeys.GetKeyPair().Public).GetDerEncoded();
        var question = new Dictionary<string, object>
        {
            ["intermediateCertificates"] = _intermediates.Select(one => Convert.ToBase64String(one.GetCertificateAndKeyPair().Certificate.RawData)).ToArray(),
            ["certificate"] = Convert.ToBase64String(pair.Certificate.RawData),
            ["publicKey"] = Convert.ToBase64String(publicKey),
            ["purpose"] = "DEFAULT",
        };
        var fingerprint = string.Join(':', pair.Certificate.Thumbprint.ToLowerInvariant().Chunk(2).Select(two => new string(two)));
        using var http = new HttpClient();
        using var response = Send(http, () =>
        {
            var message = new HttpRequestMessage(HttpMethod.Post, _endpoint) { Content = JsonBody.Write(question) };
            Signature.Add(message, withBody: true, pair.PrivateKey, $"{_tenancyId}/fed-x509/{fingerprint}");
            return message;
        });
        if (!response.IsSuccessStatusCode) throw ErrorBody.ToException(response);
        return SecurityToken.Answered(response);
    }

    private HttpResponseMessage Send(HttpClient http, Func<HttpRequestMessage> message)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                var response = http.Send(message());
                if ((int)response.StatusCode < 500 || attempt == Retries) return response;
            }
            catch (HttpRequestException failure) when (attempt == Retries)
            {
                throw new AggregateException(failure);
            }
            catch (HttpRequestException)
            {
                // Asked again below.
            }

            Task.Delay(RetryPause).Wait();
        }
    }

    [GeneratedRegex("opc-(?:tenant|identity):([^,]+)")]
    private static partial Regex TenancyInSubject();
}
