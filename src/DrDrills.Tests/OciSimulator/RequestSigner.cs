using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace DrDrills.Tests.OciSimulator;

/// <summary>Signs requests from OCI's published rules, by itself: what it and the simulator agree on, two readings agree on.</summary>
/// <param name="KeyId">Who signs.</param>
/// <param name="Key">With what.</param>
internal sealed record RequestSigner(string KeyId, RSA Key)
{
    /// <summary>The date that is signed; null takes the real one.</summary>
    public DateTimeOffset? Date { get; init; }

    public bool SignsBody { get; init; } = true;

    /// <summary>Headers left out of the signature though they are sent.</summary>
    public IReadOnlyList<string> Omitted { get; init; } = [];

    /// <summary>Whether the host is signed with its port, as it goes over the wire.</summary>
    public bool HostHasPort { get; init; } = true;

    public void Sign(HttpRequestMessage request, byte[] body)
    {
        var uri = request.RequestUri!;
        var date = (Date ?? TimeProvider.System.GetUtcNow()).ToString("R", CultureInfo.InvariantCulture);
        request.Headers.TryAddWithoutValidation("date", date);
        var values = new List<(string Name, string Value)>
        {
            ("date", date),
            ("(request-target)", $"{request.Method.Method.ToLowerInvariant()} {uri.PathAndQuery}"),
            ("host", HostHasPort ? uri.Authority : uri.Host),
        };
        if (SignsBody && request.Content is not null)
        {
            var hash = Convert.ToBase64String(SHA256.HashData(body));
            request.Headers.TryAddWithoutValidation("x-content-sha256", hash);
            values.Add(("content-length", body.Length.ToString(CultureInfo.InvariantCulture)));
            values.Add(("content-type", request.Content.Headers.ContentType!.ToString()));
            values.Add(("x-content-sha256", hash));
        }

        values.RemoveAll(value => Omitted.Contains(value.Name));
        var text = string.Join('\n', values.Select(value => $"{value.Name}: {value.Value}"));
        var signature = Convert.ToBase64String(Key.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Signature",
            $"version=\"1\",headers=\"{string.Join(' ', values.Select(value => value.Name))}\",keyId=\"{KeyId}\",algorithm=\"rsa-sha256\",signature=\"{signature}\"");
    }
}
