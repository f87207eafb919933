using Oci.Common;
using Oci.Common.Auth;
using Oci.Common.Retry;
using Oci.CoreService.Requests;
using Oci.CoreService.Responses;

namespace Oci.CoreService;

/// <summary>Block volumes, boot volumes and their backups.</summary>
public class BlockstorageClient : RegionalClientBase
{
    public BlockstorageClient(
        IBasicAuthenticationDetailsProvider authenticationDetailsProvider,
        ClientConfiguration clientConfiguration = null,
        string endpoint = null)
        : base(authenticationDetailsProvider, clientConfiguration, endpoint, OfCore, "/20160918")
    {
    }

    private static Service OfCore { get; } = new()
    {
        ServiceName = "BLOCKSTORAGE",
        ServiceEndpointPrefix = "iaas",
        ServiceEndpointTemplate = "https://iaas.{region}.{secondLevelDomain}",
    };

    public Task<ListVolumesResponse> ListVolumes(
        ListVolumesRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<ListVolumesResponse>(HttpMethod.Get, "/volumes", request, retryConfiguration, cancellationToken, completionOption);

    public Task<GetVolumeResponse> GetVolume(
        GetVolumeRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<GetVolumeResponse>(HttpMethod.Get, "/volumes/{volumeId}", request, retryConfiguration, cancellationToken, completionOption);

    public Task<CreateVolumeResponse> CreateVolume(
        CreateVolumeRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<CreateVolumeResponse>(HttpMethod.Post, "/volumes", request, retryConfiguration, cancellationToken, completionOption);

    public Task<DeleteVolumeResponse> DeleteVolume(
        DeleteVolumeRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<DeleteVolumeResponse>(HttpMethod.Delete, "/volumes/{volumeId}", request, retryConfiguration, cancellationToken, completionOption);

    public Task<ListVolumeBackupsResponse> ListVolumeBackups(
        ListVolumeBackupsRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<ListVolumeBackupsResponse>(HttpMethod.Get, "/volumeBackups", request, retryConfiguration, cancellationToken, completionOption);

    public Task<DeleteVolumeBackupResponse> DeleteVolumeBackup(
        DeleteVolumeBackupRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<DeleteVolumeBackupResponse>(HttpMethod.Delete, "/volumeBackups/{volumeBackupId}", request, retryConfiguration, cancellationToken, completionOption);

    public Task<ListBootVolumesResponse> ListBootVolumes(
        ListBootVolumesRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<ListBootVolumesResponse>(HttpMethod.Get, "/bootVolumes", request, retryConfiguration, cancellationToken, completionOption);

    public Task<GetBootVolumeResponse> GetBootVolume(
        GetBootVolumeRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<GetBootVolumeResponse>(HttpMethod.Get, "/bootVolumes/{bootVolumeId}", request, retryConfiguration, cancellationToken, completionOption);

    public Task<CreateBootVolumeResponse> CreateBootVolume(
        CreateBootVolumeRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<CreateBootVolumeResponse>(HttpMethod.Post, "/bootVolumes", request, retryConfiguration, cancellationToken, completionOption);

    public Task<DeleteBootVolumeResponse> DeleteBootVolume(
        DeleteBootVolumeRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<DeleteBootVolumeResponse>(HttpMethod.Delete, "/bootVolumes/{bootVolumeId}", request, retryConfiguration, cancellationToken, completionOption);

    public Task<ListBootVolumeBackupsResponse> ListBootVolumeBackups(
        ListBootVolumeBackupsRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<ListBootVolumeBackupsResponse>(HttpMethod.Get, "/bootVolumeBackups", request, retryConfiguration, cancellationToken, completionOption);

    public Task<GetVolumeBackupPolicyResponse> GetVolumeBackupPolicy(
        GetVolumeBackupPolicyRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<GetVolumeBackupPolicyResponse>(HttpMethod.Get, "/volumeBackupPolicies/{policyId}", request, retryConfiguration, cancellationToken, completionOption);

    public Task<GetVolumeBackupPolicyAssetAssignmentResponse> GetVolumeBackupPolicyAssetAssignment(
        GetVolumeBackupPolicyAssetAssignmentRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<GetVolumeBackupPolicyAssetAssignmentResponse>(HttpMethod.Get, "/volumeBackupPolicyAssignments", request, retryConfiguration, cancellationToken, completionOption);
}
