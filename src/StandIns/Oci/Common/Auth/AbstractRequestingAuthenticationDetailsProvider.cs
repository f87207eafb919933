using Oci.Common.Auth.Internal;
using Oci.Common.Model;
using Org.BouncyCastle.Crypto.Parameters;

namespace Oci.Common.Auth;

/// <summary>Signs with a token that a federation gives; a 401 fetches a new one.</summary>
public abstract class AbstractRequestingAuthenticationDetailsProvider :
    IBasicAuthenticationDetailsProvider, IRegionProvider, IRefreshableOnNotAuthenticatedProvider<string>
{
    private const string Metadata = "http://169.254.169.254/opc/v2/";

    /// <summary>Who gives tokens.</summary>
    protected IFederationClient federationClient;

    /// <summary>The key pair the token is for.</summary>
    protected ISessionKeySupplier sessionKeySupplier;

    /// <summary>Asks the metadata service of the instance it runs on for region and certificates.</summary>
    /// <exception cref="OciException">It does not run on an instance.</exception>
    protected AbstractRequestingAuthenticationDetailsProvider()
    {
        var region = InstanceRegion();
        Region = Common.Region.Values().FirstOrDefault(known => known.RegionId == region || known.RegionCode == region) ?? Common.Region.Register(region, Realm.OC1);
        var leaf = new URLBasedX509CertificateSupplier(OfInstance("identity/cert.pem"), OfInstance("identity/key.pem"), null);
        leaf.Refresh();
        var intermediate = new URLBasedX509CertificateSupplier(OfInstance("identity/intermediate.pem"), null, null);
        intermediate.Refresh();
        sessionKeySupplier = new SessionKey();
        federationClient = new X509FederationClient(
            Region.GetEndpoint(new Service { ServiceName = "AUTH", ServiceEndpointPrefix = "auth" }),
            X509FederationClient.Tenancy(leaf.GetCertificateAndKeyPair()),
            leaf,
            sessionKeySupplier,
            [intermediate]);
    }

    /// <summary>Takes what it is given and asks nobody; <see cref="Region"/> is to be set.</summary>
    protected AbstractRequestingAuthenticationDetailsProvider(IFederationClient federationClient, ISessionKeySupplier sessionKeySupplier) =>
        (this.federationClient, this.sessionKeySupplier) = (federationClient, sessionKeySupplier);

    /// <inheritdoc/>
    public Region Region { get; set; }

    /// <inheritdoc/>
    public char[] PassPhraseCharacters { get; }

    /// <inheritdoc/>
    public string KeyId => "ST$" + federationClient.GetSecurityToken();

    /// <inheritdoc/>
    public RsaKeyParameters GetPrivateKey() => (RsaKeyParameters)sessionKeySupplier.GetKeyPair().Private;

    /// <inheritdoc/>
    public string Refresh() => federationClient.RefreshAndGetSecurityToken();

    private static string InstanceRegion()
    {
        try
        {
            using var http = new HttpClient();
            using var message = new HttpRequestMessage(HttpMethod.Get, Metadata + "instance/region");
            message.Headers.Add("accept", "text/plain");
            message.Headers.Add("authorization", "Bearer Oracle");
            using var response = http.Send(message);
            return response.EnsureSuccessStatusCode().Content.ReadAsStringAsync().Result;
        }
        catch (HttpRequestException)
        {
            throw new OciException(System.Net.HttpStatusCode.BadRequest, "Failed to initiate Instance Principal call", "N/A", "N/A");
        }
    }

    private static ResourceDetails OfInstance(string path) =>
        new() { Uri = new Uri(Metadata + path), Headers = new Dictionary<string, string> { ["authorization"] = "Bearer Oracle" } };
}

/// <summary>The instance the program runs on.</summary>
public class InstancePrincipalsAuthenticationDetailsProvider : AbstractRequestingAuthenticationDetailsProvider;
