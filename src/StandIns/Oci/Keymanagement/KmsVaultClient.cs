using Oci.Common;
using Oci.Common.Auth;
using Oci.Common.Retry;
using Oci.KeymanagementService.Requests;
using Oci.KeymanagementService.Responses;

namespace Oci.KeymanagementService;

/// <summary>Vaults and the endpoints of their keys.</summary>
public class KmsVaultClient : RegionalClientBase
{
    /// <param name="authenticationDetailsProvider">Who signs.</param>
    /// <param name="clientConfiguration">Limits and retries; defaults when null.</param>
    /// <param name="endpoint">The endpoint; null takes that of the provider's region.</param>
    public KmsVaultClient(
        IBasicAuthenticationDetailsProvider authenticationDetailsProvider, ClientConfiguration clientConfiguration = null, string endpoint = null)
        : base(
            authenticationDetailsProvider,
            clientConfiguration,
            endpoint,
            new Service { ServiceName = "KMSVAULT", ServiceEndpointPrefix = "", ServiceEndpointTemplate = "https://kms.{region}.{secondLevelDomain}" },
            "/")
    {
    }

    /// <summary>GET /20180608/vaults</summary>
    public Task<ListVaultsResponse> ListVaults(
        ListVaultsRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<ListVaultsResponse>(HttpMethod.Get, "/20180608/vaults", request, retryConfiguration, cancellationToken, completionOption);

    /// <summary>GET /20180608/vaults/{vaultId}</summary>
    public Task<GetVaultResponse> GetVault(
        GetVaultRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<GetVaultResponse>(HttpMethod.Get, "/20180608/vaults/{vaultId}", request, retryConfiguration, cancellationToken, completionOption);
}
