using Oci.Common;
using Oci.Common.Auth;
using Oci.Common.Retry;
using Oci.SecretsService.Requests;
using Oci.SecretsService.Responses;

namespace Oci.SecretsService;

/// <summary>The content of secrets.</summary>
public class SecretsClient : RegionalClientBase
{
    /// <param name="authenticationDetailsProvider">Who signs.</param>
    /// <param name="clientConfiguration">Limits and retries; defaults when null.</param>
    /// <param name="endpoint">The endpoint; null takes that of the provider's region.</param>
    public SecretsClient(
        IBasicAuthenticationDetailsProvider authenticationDetailsProvider, ClientConfiguration clientConfiguration = null, string endpoint = null)
        : base(
            authenticationDetailsProvider,
            clientConfiguration,
            endpoint,
            new Service { ServiceName = "SECRETS", ServiceEndpointPrefix = "", ServiceEndpointTemplate = "https://secrets.vaults.{region}.oci.{secondLevelDomain}" },
            "/20190301")
    {
    }

    /// <summary>GET /secretbundles/{secretId}</summary>
    public Task<GetSecretBundleResponse> GetSecretBundle(
        GetSecretBundleRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<GetSecretBundleResponse>(HttpMethod.Get, "/secretbundles/{secretId}", request, retryConfiguration, cancellationToken, completionOption);

    /// <summary>POST /secretbundles/actions/getByName</summary>
    public Task<GetSecretBundleByNameResponse> GetSecretBundleByName(
        GetSecretBundleByNameRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<GetSecretBundleByNameResponse>(HttpMethod.Post, "/secretbundles/actions/getByName", request, retryConfiguration, cancellationToken, completionOption);

    /// <summary>GET /secretbundles/{secretId}/versions</summary>
    public Task<ListSecretBundleVersionsResponse> ListSecretBundleVersions(
        ListSecretBundleVersionsRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<ListSecretBundleVersionsResponse>(HttpMethod.Get, "/secretbundles/{secretId}/versions", request, retryConfiguration, cancellationToken, completionOption);
}
