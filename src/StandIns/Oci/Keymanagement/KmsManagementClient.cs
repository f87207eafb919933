using Oci.Common;
using Oci.Common.Auth;
using Oci.Common.Retry;
using Oci.KeymanagementService.Requests;
using Oci.KeymanagementService.Responses;

namespace Oci.KeymanagementService;

/// <summary>Keys of one vault: its endpoint is that of the vault.</summary>
public class KmsManagementClient : ClientBase
{
    /// <param name="authenticationDetailsProvider">Who signs.</param>
    /// <param name="clientConfiguration">Limits and retries; defaults when null.</param>
    /// <param name="endpoint">The endpoint of the vault; no region has one.</param>
    public KmsManagementClient(
        IBasicAuthenticationDetailsProvider authenticationDetailsProvider, ClientConfiguration clientConfiguration = null, string endpoint = null)
        : base(
            authenticationDetailsProvider,
            clientConfiguration,
            endpoint,
            new Service { ServiceName = "KMSMANAGEMENT", ServiceEndpointPrefix = "", ServiceEndpointTemplate = "https://kms.{region}.{secondLevelDomain}" },
            "/")
    {
    }

    /// <summary>GET /20180608/keys</summary>
    public Task<ListKeysResponse> ListKeys(
        ListKeysRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<ListKeysResponse>(HttpMethod.Get, "/20180608/keys", request, retryConfiguration, cancellationToken, completionOption);

    /// <summary>GET /20180608/keys/{keyId}</summary>
    public Task<GetKeyResponse> GetKey(
        GetKeyRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<GetKeyResponse>(HttpMethod.Get, "/20180608/keys/{keyId}", request, retryConfiguration, cancellationToken, completionOption);

    /// <summary>GET /20180608/keys/{keyId}/keyVersions</summary>
    public Task<ListKeyVersionsResponse> ListKeyVersions(
        ListKeyVersionsRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<ListKeyVersionsResponse>(HttpMethod.Get, "/20180608/keys/{keyId}/keyVersions", request, retryConfiguration, cancellationToken, completionOption);

    /// <summary>GET /20180608/keys/{keyId}/keyVersions/{keyVersionId}</summary>
    public Task<GetKeyVersionResponse> GetKeyVersion(
        GetKeyVersionRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<GetKeyVersionResponse>(HttpMethod.Get, "/20180608/keys/{keyId}/keyVersions/{keyVersionId}", request, retryConfiguration, cancellationToken, completionOption);

    /// <summary>POST /20180608/keys/{keyId}/actions/cancelDeletion</summary>
    public Task<CancelKeyDeletionResponse> CancelKeyDeletion(
        CancelKeyDeletionRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<CancelKeyDeletionResponse>(HttpMethod.Post, "/20180608/keys/{keyId}/actions/cancelDeletion", request, retryConfiguration, cancellationToken, completionOption);

    /// <summary>POST /20180608/keys/{keyId}/actions/backup</summary>
    public Task<BackupKeyResponse> BackupKey(
        BackupKeyRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<BackupKeyResponse>(HttpMethod.Post, "/20180608/keys/{keyId}/actions/backup", request, retryConfiguration, cancellationToken, completionOption);

    /// <summary>POST /20180608/keys/actions/restoreFromObjectStore</summary>
    public Task<RestoreKeyFromObjectStoreResponse> RestoreKeyFromObjectStore(
        RestoreKeyFromObjectStoreRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<RestoreKeyFromObjectStoreResponse>(HttpMethod.Post, "/20180608/keys/actions/restoreFromObjectStore", request, retryConfiguration, cancellationToken, completionOption);
}
