using System.Security.Cryptography.X509Certificates;
using System.Text;
using Oci.Common.Auth.Internal;
using Oci.Common.Http;
using Org.BouncyCastle.Crypto.Parameters;

namespace Oci.Common.Auth;

/// <summary>A certificate with its key, if that is known.</summary>
public class CertificateAndPrivateKeyPair
{
    /// <summary>The certificate.</summary>
    public X509Certificate2 Certificate { get; set; }

    /// <summary>Its key, or null.</summary>
    public RsaKeyParameters PrivateKey { get; set; }
}

/// <summary>Where a certificate comes from.</summary>
public interface IX509CertificateSupplier
{
    /// <summary>What was read last.</summary>
    CertificateAndPrivateKeyPair GetCertificateAndKeyPair();

    /// <summary>Reads it again.</summary>
    void Refresh();
}

/// <summary>A certificate that a server hands out, an instance's metadata service for one.</summary>
public class URLBasedX509CertificateSupplier : IX509CertificateSupplier
{
    private readonly ResourceDetails _certificate;
    private readonly ResourceDetails _privateKey;
    private readonly string _passPhrase;
    private CertificateAndPrivateKeyPair _pair;

    /// <param name="certificateResourceDetails">Where the certificate is.</param>
    /// <param name="privateKeyResourceDetails">Where its key is, or null.</param>
    /// <param name="privateKeyPassphraseCharacters">The key's pass phrase, or null.</param>
    public URLBasedX509CertificateSupplier(
        ResourceDetails certificateResourceDetails, ResourceDetails privateKeyResourceDetails, char[] privateKeyPassphraseCharacters)
    {
        (_certificate, _privateKey) = (certificateResourceDetails, privateKeyResourceDetails);
        _passPhrase = privateKeyPassphraseCharacters is { Length: > 0 } characters ? new string(characters) : null;
    }

    /// <inheritdoc/>
    public CertificateAndPrivateKeyPair GetCertificateAndKeyPair() => _pair;

    /// <inheritdoc/>
    public void Refresh()
    {
        using var http = new HttpClient();
        _pair = new CertificateAndPrivateKeyPair
        {
            Certificate = X509CertificateLoader.LoadCertificate(Encoding.UTF8.GetBytes(Read(http, _certificate))),
            PrivateKey = _privateKey?.Uri is null ? null : PemKey.Read(new StringReader(Read(http, _privateKey)), _passPhrase),
        };
    }

    private static string Read(HttpClient http, ResourceDetails resource)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, resource.Uri);
        foreach (var (name, value) in resource.Headers) message.Headers.TryAddWithoutValidation(name, value);
        using var response = http.Send(message);
        if (!response.IsSuccessStatusCode) throw ErrorBody.ToException(response);
        return response.Content.ReadAsStringAsync().Result;
    }
}
