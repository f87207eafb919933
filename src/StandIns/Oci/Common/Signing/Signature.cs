using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;

namespace Oci.Common.Http.Signing;

/// <summary>The signature of one request.</summary>
internal static class Signature
{
    private static readonly string[] _always = ["date", "(request-target)", "host"];
    private static readonly string[] _body = ["content-length", "content-type", "x-content-sha256"];
    private static readonly string[] _whereSet = ["opc-obo-token", "x-cross-tenancy-request", "x-subscription"];

    /// <summary>Adds the headers that are missing, and <c>authorization</c>.</summary>
    internal static void Add(HttpRequestMessage message, bool withBody, RsaKeyParameters key, string keyId)
    {
        string[] signed = [.. _always, .. withBody ? _body : [], .. _whereSet.Where(message.Headers.Contains)];
        message.Headers.Date ??= TimeProvider.System.GetUtcNow();
        message.Headers.Host ??= message.RequestUri!.Host;
        if (withBody) AddBodyHeaders(message);

        var text = string.Join('\n', signed.Select(name => $"{name}: {Value(message, name)}"));
        var signer = SignerUtilities.GetSigner("SHA-256withRSA");
        signer.Init(true, key);
        signer.BlockUpdate(Encoding.UTF8.GetBytes(text));
        var signature = Convert.ToBase64String(signer.GenerateSignature());
        message.Headers.TryAddWithoutValidation(
            "authorization",
            $"Signature version=\"1\",headers=\"{string.Join(' ', signed)}\",keyId=\"{keyId}\",algorithm=\"rsa-sha256\",signature=\"{signature}\"");
    }

    private static void AddBodyHeaders(HttpRequestMessage message)
    {
        var headers = message.Content!.Headers;
        var body = message.Content.ReadAsByteArrayAsync().Result;
        headers.ContentType ??= new MediaTypeHeaderValue("application/json");
        headers.ContentLength ??= body.Length;
        if (headers.Contains("x-content-sha256") || message.Headers.Contains("x-content-sha256")) return;
        message.Headers.Add("x-content-sha256", Convert.ToBase64String(SHA256.HashData(body)));
    }

    private static string Value(HttpRequestMessage message, string name)
    {
        if (name == "(request-target)") return $"{message.Method.Method.ToLowerInvariant()} {message.RequestUri!.PathAndQuery}";
        return message.Headers.TryGetValues(name, out var values) || message.Content?.Headers.TryGetValues(name, out values) == true
            ? values.First()
            : throw new InvalidOperationException($"The request lacks the header {name}.");
    }
}
