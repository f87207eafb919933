using Oci.Common;
using Oci.Common.Auth;
using Oci.Common.Retry;
using Oci.WorkrequestsService.Requests;
using Oci.WorkrequestsService.Responses;

namespace Oci.WorkrequestsService;

/// <summary>Progress of what the core services do in the background.</summary>
public class WorkRequestClient : RegionalClientBase
{
    private static readonly Service _service =
        new() { ServiceName = "WORKREQUEST", ServiceEndpointPrefix = "iaas", ServiceEndpointTemplate = "https://iaas.{region}.{secondLevelDomain}" };

    /// <param name="authenticationDetailsProvider">Who signs.</param>
    /// <param name="clientConfiguration">Limits and retries.</param>
    /// <param name="endpoint">The endpoint, where it is not the region's.</param>
    public WorkRequestClient(
        IBasicAuthenticationDetailsProvider authenticationDetailsProvider, ClientConfiguration clientConfiguration = null, string endpoint = null)
        : base(authenticationDetailsProvider, clientConfiguration, endpoint, _service, "/20160918")
    {
    }

    /// <summary>State and progress of one work request.</summary>
    public Task<GetWorkRequestResponse> GetWorkRequest(
        GetWorkRequestRequest request, RetryConfiguration retryConfiguration = null, CancellationToken cancellationToken = default, HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<GetWorkRequestResponse>(HttpMethod.Get, "/workRequests/{workRequestId}", request, retryConfiguration, cancellationToken, completionOption);

    /// <summary>Why a work request failed.</summary>
    public Task<ListWorkRequestErrorsResponse> ListWorkRequestErrors(
        ListWorkRequestErrorsRequest request, RetryConfiguration retryConfiguration = null, CancellationToken cancellationToken = default, HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<ListWorkRequestErrorsResponse>(HttpMethod.Get, "/workRequests/{workRequestId}/errors", request, retryConfiguration, cancellationToken, completionOption);
}
