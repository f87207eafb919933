using System.Security.Cryptography.X509Certificates;
using Oci.Common.Retry;

namespace Oci.Common;

/// <summary>How a client sends its requests.</summary>
public class ClientConfiguration
{
    /// <summary>Limit of one attempt in milliseconds, 100000 unless set; beyond it the call ends with <see cref="TaskCanceledException"/>.</summary>
    public int TimeoutMillis { get; set; } = 100_000;

    /// <summary>Largest response body that is read into memory, in bytes; 2 GiB less one byte unless set.</summary>
    public long ResponseContentBufferBytes { get; set; } = int.MaxValue;

    /// <summary>Text appended to the user agent, by convention <c>Application/Version</c>.</summary>
    public string ClientUserAgent { get; set; }

    /// <summary>Retries of every call that brings none of its own; none by default.</summary>
    public RetryConfiguration RetryConfiguration { get; set; }

    /// <summary>Where client certificates come from.</summary>
    public ClientCertificateOption ClientCertificateOption { get; set; } = ClientCertificateOption.Automatic;

    /// <summary>Client certificates to offer.</summary>
    public X509Certificate[] ClientCertificates { get; set; }
}
