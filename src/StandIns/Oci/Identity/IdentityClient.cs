using Oci.Common;
using Oci.Common.Auth;
using Oci.Common.Retry;
using Oci.IdentityService.Requests;
using Oci.IdentityService.Responses;

namespace Oci.IdentityService;

/// <summary>Policies of a tenancy.</summary>
public class IdentityClient : RegionalClientBase
{
    private static readonly Service _service =
        new() { ServiceName = "IDENTITY", ServiceEndpointPrefix = "identity", ServiceEndpointTemplate = "https://identity.{region}.oci.{secondLevelDomain}" };

    public IdentityClient(
        IBasicAuthenticationDetailsProvider authenticationDetailsProvider, ClientConfiguration clientConfiguration = null, string endpoint = null)
        : base(authenticationDetailsProvider, clientConfiguration, endpoint, _service, "/20160918")
    {
    }

    public Task<ListPoliciesResponse> ListPolicies(
        ListPoliciesRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<ListPoliciesResponse>(HttpMethod.Get, "/policies", request, retryConfiguration, cancellationToken, completionOption);

    public Task<UpdatePolicyResponse> UpdatePolicy(
        UpdatePolicyRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<UpdatePolicyResponse>(HttpMethod.Put, "/policies/{policyId}", request, retryConfiguration, cancellationToken, completionOption);
}
