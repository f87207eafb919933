using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using DrDrills.Errors;
using Oci.Common;
using Oci.Common.Auth;
using Oci.Common.Auth.Internal;

namespace DrDrills.Oci.Tenancy;

/// <summary>Makes the SDK's provider of an identity from how the identity is proven.</summary>
internal static partial class OciIdentity
{
    private const string MetadataAuthorization = "Bearer Oracle";

    /// <summary>Reads keys, tokens or the instance's metadata.</summary>
    /// <exception cref="ConfigurationInvalidException">There are none, or they cannot be used; never quotes them.</exception>
    public static IBasicAuthenticationDetailsProvider Provide(OciTenancyOptions options)
    {
        try
        {
            var provider = Make(options);
            return provider is IRegionProvider { Region: null }
                ? throw Invalid(options, "names no region")
                : provider;
        }
        catch (Exception e) when (e is not DrillException)
        {
            throw Invalid(options, $"cannot be used: {Innermost(e)}");
        }
    }

    /// <summary>OCID of the tenancy, or null where the provider does not know it.</summary>
    public static string? TenancyOf(IBasicAuthenticationDetailsProvider provider) => (provider as IAuthenticationDetailsProvider)?.TenantId;

    private static IBasicAuthenticationDetailsProvider Make(OciTenancyOptions options) => options.Authentication switch
    {
        OciAuthentication.ConfigFile { Path: null } file => new ConfigFileAuthenticationDetailsProvider(file.Profile),
        OciAuthentication.ConfigFile file => new ConfigFileAuthenticationDetailsProvider(file.Path, file.Profile),
        OciAuthentication.SessionToken { Path: null } token => new SessionTokenAuthenticationDetailsProvider(token.Profile),
        OciAuthentication.SessionToken token => new SessionTokenAuthenticationDetailsProvider(token.Path, token.Profile),
        OciAuthentication.InstancePrincipal { Metadata: { } metadata, Federation: { } federation } =>
            new InstanceOf(metadata, federation, options.Regions[0]),
        OciAuthentication.InstancePrincipal => new InstancePrincipalsAuthenticationDetailsProvider(),
        OciAuthentication.Given given => given.Provider,
        _ => throw new NotSupportedException($"{options.Authentication} is not known"),
    };

    private static ConfigurationInvalidException Invalid(OciTenancyOptions options, string why) =>
        new("The authentication to OCI", [$"{options.Authentication} {why}."]);

    private static string Innermost(Exception exception) =>
        exception.InnerException is { } inner ? Innermost(inner) : $"{exception.GetType().Name}, {exception.Message.TrimEnd('.')}";

    /// <summary>An instance whose metadata and federation service are not at OCI's own addresses.</summary>
    private sealed partial class InstanceOf : AbstractRequestingAuthenticationDetailsProvider
    {
        public InstanceOf(Uri metadata, Uri federation, string region)
            : this(metadata, federation, new SessionKey()) =>
            Region = Region.FromRegionId(region);

        private InstanceOf(Uri metadata, Uri federation, SessionKey session)
            : base(FederationOf(metadata, federation, session), session)
        {
        }

        private static X509FederationClient FederationOf(Uri metadata, Uri federation, SessionKey session)
        {
            var leaf = new URLBasedX509CertificateSupplier(Resource(metadata, "cert.pem"), Resource(metadata, "key.pem"), null);
            leaf.Refresh();
            return new X509FederationClient(
                federation.GetLeftPart(UriPartial.Authority),
                TenancyOf(leaf.GetCertificateAndKeyPair().Certificate),
                leaf,
                session,
                [new URLBasedX509CertificateSupplier(Resource(metadata, "intermediate.pem"), null, null)]);
        }

        private static string TenancyOf(X509Certificate2 certificate) => TenancyInSubject().Match(certificate.Subject) is { Success: true } match
            ? match.Groups[1].Value
            : throw new InvalidDataException("the instance's certificate names no tenancy");

        [GeneratedRegex(@"opc-tenant:([^\s,+]+)")]
        private static partial Regex TenancyInSubject();

        private static ResourceDetails Resource(Uri metadata, string file) => new()
        {
            Uri = new Uri(metadata, $"/opc/v2/identity/{file}"),
            Headers = new Dictionary<string, string> { ["Authorization"] = MetadataAuthorization },
        };
    }
}
