using Oci.Common;
using Oci.Common.Auth;
using Oci.Common.Retry;
using Oci.VaultService.Requests;
using Oci.VaultService.Responses;

namespace Oci.VaultService;

/// <summary>Secrets and their versions; never their content.</summary>
public class VaultsClient : RegionalClientBase
{
    /// <param name="authenticationDetailsProvider">Who signs.</param>
    /// <param name="clientConfiguration">Limits and retries; defaults when null.</param>
    /// <param name="endpoint">The endpoint; null takes that of the provider's region.</param>
    public VaultsClient(
        IBasicAuthenticationDetailsProvider authenticationDetailsProvider, ClientConfiguration clientConfiguration = null, string endpoint = null)
        : base(
            authenticationDetailsProvider,
            clientConfiguration,
            endpoint,
            new Service { ServiceName = "VAULTS", ServiceEndpointPrefix = "", ServiceEndpointTemplate = "https://vaults.{region}.oci.{secondLevelDomain}" },
            "/20180608")
    {
    }

    /// <summary>GET /secrets</summary>
    public Task<ListSecretsResponse> ListSecrets(
        ListSecretsRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<ListSecretsResponse>(HttpMethod.Get, "/secrets", request, retryConfiguration, cancellationToken, completionOption);

    /// <summary>GET /secrets/{secretId}</summary>
    public Task<GetSecretResponse> GetSecret(
        GetSecretRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<GetSecretResponse>(HttpMethod.Get, "/secrets/{secretId}", request, retryConfiguration, cancellationToken, completionOption);

    /// <summary>POST /secrets</summary>
    public Task<CreateSecretResponse> CreateSecret(
        CreateSecretRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<CreateSecretResponse>(HttpMethod.Post, "/secrets", request, retryConfiguration, cancellationToken, completionOption);

    /// <summary>PUT /secrets/{secretId}</summary>
    public Task<UpdateSecretResponse> UpdateSecret(
        UpdateSecretRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<UpdateSecretResponse>(HttpMethod.Put, "/secrets/{secretId}", request, retryConfiguration, cancellationToken, completionOption);

    /// <summary>GET /secrets/{secretId}/versions</summary>
    public Task<ListSecretVersionsResponse> ListSecretVersions(
        ListSecretVersionsRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<ListSecretVersionsResponse>(HttpMethod.Get, "/secrets/{secretId}/versions", request, retryConfiguration, cancellationToken, completionOption);

    /// <summary>GET /secrets/{secretId}/version/{secretVersionNumber}</summary>
    public Task<GetSecretVersionResponse> GetSecretVersion(
        GetSecretVersionRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<GetSecretVersionResponse>(HttpMethod.Get, "/secrets/{secretId}/version/{secretVersionNumber}", request, retryConfiguration, cancellationToken, completionOption);

    /// <summary>POST /secrets/{secretId}/actions/scheduleDeletion</summary>
    public Task<ScheduleSecretDeletionResponse> ScheduleSecretDeletion(
        ScheduleSecretDeletionRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<ScheduleSecretDeletionResponse>(HttpMethod.Post, "/secrets/{secretId}/actions/scheduleDeletion", request, retryConfiguration, cancellationToken, completionOption);

    /// <summary>POST /secrets/{secretId}/actions/cancelDeletion</summary>
    public Task<CancelSecretDeletionResponse> CancelSecretDeletion(
        CancelSecretDeletionRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<CancelSecretDeletionResponse>(HttpMethod.Post, "/secrets/{secretId}/actions/cancelDeletion", request, retryConfiguration, cancellationToken, completionOption);

    /// <summary>POST /secrets/{secretId}/version/{secretVersionNumber}/actions/scheduleDeletion</summary>
    public Task<ScheduleSecretVersionDeletionResponse> ScheduleSecretVersionDeletion(
        ScheduleSecretVersionDeletionRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<ScheduleSecretVersionDeletionResponse>(HttpMethod.Post, "/secrets/{secretId}/version/{secretVersionNumber}/actions/scheduleDeletion", request, retryConfiguration, cancellationToken, completionOption);
}
