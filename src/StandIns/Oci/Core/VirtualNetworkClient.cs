using Oci.Common;
using Oci.Common.Auth;
using Oci.Common.Retry;
using Oci.CoreService.Requests;
using Oci.CoreService.Responses;

namespace Oci.CoreService;

/// <summary>Network cards, subnets and their rules.</summary>
public class VirtualNetworkClient : RegionalClientBase
{
    public VirtualNetworkClient(
        IBasicAuthenticationDetailsProvider authenticationDetailsProvider,
        ClientConfiguration clientConfiguration = null,
        string endpoint = null)
        : base(authenticationDetailsProvider, clientConfiguration, endpoint, OfCore, "/20160918")
    {
    }

    private static Service OfCore { get; } = new()
    {
        ServiceName = "VIRTUALNETWORK",
        ServiceEndpointPrefix = "iaas",
        ServiceEndpointTemplate = "https://iaas.{region}.{secondLevelDomain}",
    };

    public Task<GetVnicResponse> GetVnic(
        GetVnicRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<GetVnicResponse>(HttpMethod.Get, "/vnics/{vnicId}", request, retryConfiguration, cancellationToken, completionOption);

    public Task<GetSubnetResponse> GetSubnet(
        GetSubnetRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<GetSubnetResponse>(HttpMethod.Get, "/subnets/{subnetId}", request, retryConfiguration, cancellationToken, completionOption);

    public Task<GetSecurityListResponse> GetSecurityList(
        GetSecurityListRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<GetSecurityListResponse>(HttpMethod.Get, "/securityLists/{securityListId}", request, retryConfiguration, cancellationToken, completionOption);
}
