using System.Net;
using Oci.Common.Auth;
using Oci.Common.Model;

namespace Oci.Common.Http;

/// <summary>Sends signed requests. Every attempt is signed anew, since the date is part of the signature.</summary>
internal sealed class RestClient : IDisposable
{
    private const int AttemptsWithFreshTokens = 2;

    private readonly IBasicAuthenticationDetailsProvider _authProvider;
    private readonly HttpClient _http;

    internal RestClient(IBasicAuthenticationDetailsProvider authProvider, ClientConfiguration configuration)
    {
        _authProvider = authProvider;
        UserAgent = $"DrDrills-StandIn-OciSdk/{Version.GetVersion()} ({Environment.OSVersion.Platform}) {configuration.ClientUserAgent}".TrimEnd();
        _http = new HttpClient(new SigningHandler(authProvider, configuration))
        {
            Timeout = TimeSpan.FromMilliseconds(configuration.TimeoutMillis),
            MaxResponseContentBufferSize = configuration.ResponseContentBufferBytes,
        };
        _http.DefaultRequestHeaders.UserAgent.TryParseAdd(UserAgent);
    }

    internal string UserAgent { get; }

    internal Uri Endpoint => _http.BaseAddress;

    internal void SetEndpoint(string endpoint) => _http.BaseAddress = new Uri(endpoint);

    /// <summary>One attempt; with a provider that holds a token from a federation, a 401 fetches a new token and is tried once more.</summary>
    internal async Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, HttpCompletionOption completionOption, CancellationToken cancellationToken)
    {
        if (_authProvider is not AbstractRequestingAuthenticationDetailsProvider federated)
        {
            return await _http.SendAsync(message, completionOption, cancellationToken).ConfigureAwait(false);
        }

        for (var attempt = 1; ; attempt++)
        {
            var response = await _http.SendAsync(await CopyAsync(message).ConfigureAwait(false), completionOption, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.Unauthorized) return response;
            federated.Refresh();
            if (attempt == AttemptsWithFreshTokens) return response;
        }
    }

    /// <summary>A request that can be sent once more; its body is held in memory.</summary>
    internal static async Task<HttpRequestMessage> CopyAsync(HttpRequestMessage message)
    {
        var copy = new HttpRequestMessage(message.Method, message.RequestUri);
        if (message.Content is { } content)
        {
            var body = new MemoryStream();
            await content.CopyToAsync(body).ConfigureAwait(false);
            body.Position = 0;
            copy.Content = new StreamContent(body);
            foreach (var header in content.Headers) copy.Content.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        foreach (var header in message.Headers) copy.Headers.TryAddWithoutValidation(header.Key, header.Value);
        foreach (var option in message.Options) copy.Options.Set(new HttpRequestOptionsKey<object>(option.Key), option.Value);
        return copy;
    }

    /// <exception cref="OciException">The service answered with an error.</exception>
    internal static void ThrowUnlessSuccessful(HttpRequestMessage message, HttpResponseMessage response, ApiDetails details)
    {
        if (response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.NotModified) return;
        try
        {
            throw ErrorBody.ToException(response, details);
        }
        catch (Exception unread) when (unread is HttpRequestException or InvalidOperationException)
        {
            var requestId = message.Headers.TryGetValues("opc-request-id", out var ids) ? ids.FirstOrDefault() : "";
            throw new OciException(unread.Message, "Unknown", requestId, unread);
        }
    }

    public void Dispose() => _http.Dispose();
}
