using System.Runtime.CompilerServices;
using Oci.Common.Auth;
using Oci.Common.Http;
using Oci.Common.Http.Signing;
using Oci.Common.Model;
using Oci.Common.Retry;

namespace Oci.Common;

/// <summary>A client of one service.</summary>
public abstract class ClientBase : IDisposable
{
    private readonly RestClient _rest;
    private readonly RetryConfiguration _retryConfiguration;
    private readonly string _basePath;

    /// <param name="authProvider">Who signs.</param>
    /// <param name="clientConfiguration">Limits and retries; defaults when null.</param>
    /// <param name="endpoint">Where the service is, or null.</param>
    /// <param name="service">Name and endpoint template of the service.</param>
    /// <param name="basePath">What every path of the service begins with.</param>
    private protected ClientBase(
        IBasicAuthenticationDetailsProvider authProvider, ClientConfiguration clientConfiguration, string endpoint, Service service, string basePath)
    {
        var configuration = clientConfiguration ?? new ClientConfiguration();
        _retryConfiguration = configuration.RetryConfiguration;
        _basePath = basePath;
        Service = service;
        _rest = new RestClient(authProvider, configuration);
        if (endpoint is not null) SetEndpoint(endpoint);
    }

    /// <summary>Name and endpoint template of the service.</summary>
    private protected Service Service { get; }

    /// <summary>Points the client elsewhere; refused after its first call, so an endpoint belongs into the constructor.</summary>
    /// <exception cref="InvalidOperationException">A request was sent already.</exception>
    public void SetEndpoint(string endpoint) => _rest.SetEndpoint(endpoint);

    /// <summary>The endpoint in use, or null.</summary>
    public Uri GetEndpoint() => _rest.Endpoint;

    /// <summary>The user agent it sends.</summary>
    public string GetUserAgent() => _rest.UserAgent;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the connections.</summary>
    protected virtual void Dispose(bool disposing) => _rest.Dispose();

    /// <summary>One operation: converts the request, signs and sends it (with retries, if any are configured) and reads the answer.</summary>
    /// <remarks>Without any retry configuration the cancellation token is not looked at, as in the SDK this stands for.</remarks>
    private protected async Task<TResponse> CallAsync<TResponse>(
        HttpMethod method,
        string path,
        IOciRequest request,
        RetryConfiguration retryConfiguration,
        CancellationToken cancellationToken,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead,
        SigningStrategy strategy = null,
        string accept = "application/json",
        [CallerMemberName] string operation = null)
        where TResponse : IOciResponse, new()
    {
        var uri = new Uri(_rest.Endpoint, Path.Combine(_basePath, path.Trim('/')));
        var message = Converter.ToHttpRequestMessage(uri, method, request);
        message.Headers.Add("Accept", accept);
        if (strategy is not null)
        {
            message.Headers.Add("Expect", "100-continue");
            message.Options.Set(SigningStrategy.OfRequest, strategy);
        }

        var retries = retryConfiguration ?? _retryConfiguration;
        var response = retries is null
            ? await _rest.SendAsync(message, completionOption, CancellationToken.None).ConfigureAwait(false)
            : await new Retrier(retries).SendAsync(_rest.SendAsync, message, completionOption, cancellationToken).ConfigureAwait(false);
        RestClient.ThrowUnlessSuccessful(message, response, new ApiDetails
        {
            ServiceName = GetType().Name.Replace("Client", "", StringComparison.Ordinal),
            OperationName = operation,
            RequestEndpoint = $"{method.Method} {message.RequestUri}",
            UserAgent = GetUserAgent(),
        });
        return Converter.FromHttpResponseMessage<TResponse>(response);
    }
}
