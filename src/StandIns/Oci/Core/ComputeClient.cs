using Oci.Common;
using Oci.Common.Auth;
using Oci.Common.Retry;
using Oci.CoreService.Requests;
using Oci.CoreService.Responses;

namespace Oci.CoreService;

/// <summary>Instances and what is attached to them.</summary>
public class ComputeClient : RegionalClientBase
{
    /// <summary>What the lists of instances and attachments accept.</summary>
    private const string Listed = "application/json, application/x-json-stream";

    public ComputeClient(
        IBasicAuthenticationDetailsProvider authenticationDetailsProvider,
        ClientConfiguration clientConfiguration = null,
        string endpoint = null)
        : base(authenticationDetailsProvider, clientConfiguration, endpoint, OfCore, "/20160918")
    {
    }

    private static Service OfCore { get; } = new()
    {
        ServiceName = "COMPUTE",
        ServiceEndpointPrefix = "iaas",
        ServiceEndpointTemplate = "https://iaas.{region}.{secondLevelDomain}",
    };

    public Task<AttachVolumeResponse> AttachVolume(
        AttachVolumeRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<AttachVolumeResponse>(HttpMethod.Post, "/volumeAttachments", request, retryConfiguration, cancellationToken, completionOption);

    public Task<GetVolumeAttachmentResponse> GetVolumeAttachment(
        GetVolumeAttachmentRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<GetVolumeAttachmentResponse>(HttpMethod.Get, "/volumeAttachments/{volumeAttachmentId}", request, retryConfiguration, cancellationToken, completionOption);

    public Task<ListVolumeAttachmentsResponse> ListVolumeAttachments(
        ListVolumeAttachmentsRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<ListVolumeAttachmentsResponse>(HttpMethod.Get, "/volumeAttachments", request, retryConfiguration, cancellationToken, completionOption, accept: Listed);

    public Task<DetachVolumeResponse> DetachVolume(
        DetachVolumeRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<DetachVolumeResponse>(HttpMethod.Delete, "/volumeAttachments/{volumeAttachmentId}", request, retryConfiguration, cancellationToken, completionOption);

    public Task<ListInstanceDevicesResponse> ListInstanceDevices(
        ListInstanceDevicesRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<ListInstanceDevicesResponse>(HttpMethod.Get, "/instances/{instanceId}/devices", request, retryConfiguration, cancellationToken, completionOption);

    public Task<LaunchInstanceResponse> LaunchInstance(
        LaunchInstanceRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<LaunchInstanceResponse>(HttpMethod.Post, "/instances", request, retryConfiguration, cancellationToken, completionOption);

    public Task<GetInstanceResponse> GetInstance(
        GetInstanceRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<GetInstanceResponse>(HttpMethod.Get, "/instances/{instanceId}", request, retryConfiguration, cancellationToken, completionOption);

    public Task<ListInstancesResponse> ListInstances(
        ListInstancesRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<ListInstancesResponse>(HttpMethod.Get, "/instances", request, retryConfiguration, cancellationToken, completionOption, accept: Listed);

    public Task<TerminateInstanceResponse> TerminateInstance(
        TerminateInstanceRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<TerminateInstanceResponse>(HttpMethod.Delete, "/instances/{instanceId}", request, retryConfiguration, cancellationToken, completionOption);

    public Task<ListVnicAttachmentsResponse> ListVnicAttachments(
        ListVnicAttachmentsRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<ListVnicAttachmentsResponse>(HttpMethod.Get, "/vnicAttachments", request, retryConfiguration, cancellationToken, completionOption, accept: Listed);
}
