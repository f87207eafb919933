using System.Net.Http.Headers;
using System.Security.Cryptography;
using Oci.Common.Auth;

namespace Oci.Common.Http.Signing;

/// <summary>Signs with the provider's key (HTTP signatures, version 1, rsa-sha256).</summary>
public class DefaultRequestSigner : RequestSigner
{
    private readonly SigningStrategy _strategy;

    /// <summary>Signs everything.</summary>
    public DefaultRequestSigner(IBasicAuthenticationDetailsProvider authDetailsProvider)
        : this(authDetailsProvider, SigningStrategy.STANDARD)
    {
    }

    /// <summary>Signs what the strategy says.</summary>
    public DefaultRequestSigner(IBasicAuthenticationDetailsProvider authDetailsProvider, SigningStrategy signingStrategy)
        : base(authDetailsProvider) => _strategy = signingStrategy;

    /// <inheritdoc/>
    public override void SignRequest(HttpRequestMessage requestMessage)
    {
        var method = requestMessage.Method;
        if (requestMessage.Content is null && (method == HttpMethod.Post || method == HttpMethod.Put)) AddEmptyBody(requestMessage);
        var withBody = _strategy == SigningStrategy.STANDARD && (method == HttpMethod.Post || method == HttpMethod.Put || method == HttpMethod.Patch);

        // The identifier first: asking for it may fetch a new token, and with it a new key.
        var keyId = AuthDetailsProvider.KeyId;
        Signature.Add(requestMessage, withBody, AuthDetailsProvider.GetPrivateKey(), keyId);
    }

    private static void AddEmptyBody(HttpRequestMessage message)
    {
        message.Content = new ByteArrayContent([]);
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        message.Content.Headers.ContentLength = 0;
        message.Content.Headers.TryAddWithoutValidation("x-content-sha256", Convert.ToBase64String(SHA256.HashData([])));
    }
}
