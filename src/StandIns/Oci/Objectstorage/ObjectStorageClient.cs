using Oci.Common;
using Oci.Common.Auth;
using Oci.Common.Http.Signing;
using Oci.Common.Retry;
using Oci.ObjectstorageService.Requests;
using Oci.ObjectstorageService.Responses;

namespace Oci.ObjectstorageService;

/// <summary>The Object Storage service: buckets, objects, and what protects them.</summary>
public class ObjectStorageClient : RegionalClientBase
{
    private const string MetadataPrefix = "opc-meta-";

    public ObjectStorageClient(
        IBasicAuthenticationDetailsProvider authenticationDetailsProvider, ClientConfiguration clientConfiguration = null, string endpoint = null)
        : base(authenticationDetailsProvider, clientConfiguration, endpoint, OfObjectStorage, "/")
    {
    }

    private static Service OfObjectStorage { get; } = new()
    {
        ServiceName = "OBJECTSTORAGE",
        ServiceEndpointPrefix = "objectstorage",
        ServiceEndpointTemplate = "https://objectstorage.{region}.{secondLevelDomain}",
    };

    public Task<GetNamespaceResponse> GetNamespace(
        GetNamespaceRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<GetNamespaceResponse>(HttpMethod.Get, "/n", request, retryConfiguration, cancellationToken, completionOption);

    public Task<CreateBucketResponse> CreateBucket(
        CreateBucketRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<CreateBucketResponse>(HttpMethod.Post, "/n/{namespaceName}/b", request, retryConfiguration, cancellationToken, completionOption);

    public Task<GetBucketResponse> GetBucket(
        GetBucketRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<GetBucketResponse>(HttpMethod.Get, "/n/{namespaceName}/b/{bucketName}", request, retryConfiguration, cancellationToken, completionOption);

    public Task<ListBucketsResponse> ListBuckets(
        ListBucketsRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<ListBucketsResponse>(HttpMethod.Get, "/n/{namespaceName}/b", request, retryConfiguration, cancellationToken, completionOption);

    public Task<DeleteBucketResponse> DeleteBucket(
        DeleteBucketRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<DeleteBucketResponse>(HttpMethod.Delete, "/n/{namespaceName}/b/{bucketName}", request, retryConfiguration, cancellationToken, completionOption);

    public Task<PutObjectResponse> PutObject(
        PutObjectRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<PutObjectResponse>(HttpMethod.Put, "/n/{namespaceName}/b/{bucketName}/o/{objectName}", Prefixed(request), retryConfiguration, cancellationToken, completionOption, SigningStrategy.EXCLUDE_BODY);

    public Task<GetObjectResponse> GetObject(
        GetObjectRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<GetObjectResponse>(HttpMethod.Get, "/n/{namespaceName}/b/{bucketName}/o/{objectName}", request, retryConfiguration, cancellationToken, completionOption);

    public Task<HeadObjectResponse> HeadObject(
        HeadObjectRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<HeadObjectResponse>(HttpMethod.Head, "/n/{namespaceName}/b/{bucketName}/o/{objectName}", request, retryConfiguration, cancellationToken, completionOption);

    public Task<ListObjectsResponse> ListObjects(
        ListObjectsRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<ListObjectsResponse>(HttpMethod.Get, "/n/{namespaceName}/b/{bucketName}/o", request, retryConfiguration, cancellationToken, completionOption);

    public Task<DeleteObjectResponse> DeleteObject(
        DeleteObjectRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<DeleteObjectResponse>(HttpMethod.Delete, "/n/{namespaceName}/b/{bucketName}/o/{objectName}", request, retryConfiguration, cancellationToken, completionOption);

    public Task<ListObjectVersionsResponse> ListObjectVersions(
        ListObjectVersionsRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<ListObjectVersionsResponse>(HttpMethod.Get, "/n/{namespaceName}/b/{bucketName}/objectversions", request, retryConfiguration, cancellationToken, completionOption);

    public Task<RestoreObjectsResponse> RestoreObjects(
        RestoreObjectsRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<RestoreObjectsResponse>(HttpMethod.Post, "/n/{namespaceName}/b/{bucketName}/actions/restoreObjects", request, retryConfiguration, cancellationToken, completionOption);

    public Task<CreateMultipartUploadResponse> CreateMultipartUpload(
        CreateMultipartUploadRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<CreateMultipartUploadResponse>(HttpMethod.Post, "/n/{namespaceName}/b/{bucketName}/u", Prefixed(request), retryConfiguration, cancellationToken, completionOption);

    public Task<UploadPartResponse> UploadPart(
        UploadPartRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<UploadPartResponse>(HttpMethod.Put, "/n/{namespaceName}/b/{bucketName}/u/{objectName}", request, retryConfiguration, cancellationToken, completionOption, SigningStrategy.EXCLUDE_BODY);

    public Task<CommitMultipartUploadResponse> CommitMultipartUpload(
        CommitMultipartUploadRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<CommitMultipartUploadResponse>(HttpMethod.Post, "/n/{namespaceName}/b/{bucketName}/u/{objectName}", request, retryConfiguration, cancellationToken, completionOption);

    public Task<AbortMultipartUploadResponse> AbortMultipartUpload(
        AbortMultipartUploadRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<AbortMultipartUploadResponse>(HttpMethod.Delete, "/n/{namespaceName}/b/{bucketName}/u/{objectName}", request, retryConfiguration, cancellationToken, completionOption);

    public Task<ListMultipartUploadsResponse> ListMultipartUploads(
        ListMultipartUploadsRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<ListMultipartUploadsResponse>(HttpMethod.Get, "/n/{namespaceName}/b/{bucketName}/u", request, retryConfiguration, cancellationToken, completionOption);

    public Task<ListMultipartUploadPartsResponse> ListMultipartUploadParts(
        ListMultipartUploadPartsRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<ListMultipartUploadPartsResponse>(HttpMethod.Get, "/n/{namespaceName}/b/{bucketName}/u/{objectName}", request, retryConfiguration, cancellationToken, completionOption);

    public Task<CreateRetentionRuleResponse> CreateRetentionRule(
        CreateRetentionRuleRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<CreateRetentionRuleResponse>(HttpMethod.Post, "/n/{namespaceName}/b/{bucketName}/retentionRules", request, retryConfiguration, cancellationToken, completionOption);

    public Task<ListRetentionRulesResponse> ListRetentionRules(
        ListRetentionRulesRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<ListRetentionRulesResponse>(HttpMethod.Get, "/n/{namespaceName}/b/{bucketName}/retentionRules", request, retryConfiguration, cancellationToken, completionOption);

    public Task<CreateReplicationPolicyResponse> CreateReplicationPolicy(
        CreateReplicationPolicyRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<CreateReplicationPolicyResponse>(HttpMethod.Post, "/n/{namespaceName}/b/{bucketName}/replicationPolicies", request, retryConfiguration, cancellationToken, completionOption);

    public Task<ListReplicationPoliciesResponse> ListReplicationPolicies(
        ListReplicationPoliciesRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<ListReplicationPoliciesResponse>(HttpMethod.Get, "/n/{namespaceName}/b/{bucketName}/replicationPolicies", request, retryConfiguration, cancellationToken, completionOption);

    public Task<CreatePreauthenticatedRequestResponse> CreatePreauthenticatedRequest(
        CreatePreauthenticatedRequestRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<CreatePreauthenticatedRequestResponse>(HttpMethod.Post, "/n/{namespaceName}/b/{bucketName}/p", request, retryConfiguration, cancellationToken, completionOption);

    public Task<ListPreauthenticatedRequestsResponse> ListPreauthenticatedRequests(
        ListPreauthenticatedRequestsRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<ListPreauthenticatedRequestsResponse>(HttpMethod.Get, "/n/{namespaceName}/b/{bucketName}/p", request, retryConfiguration, cancellationToken, completionOption);

    public Task<DeletePreauthenticatedRequestResponse> DeletePreauthenticatedRequest(
        DeletePreauthenticatedRequestRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<DeletePreauthenticatedRequestResponse>(HttpMethod.Delete, "/n/{namespaceName}/b/{bucketName}/p/{parId}", request, retryConfiguration, cancellationToken, completionOption);

    /// <summary>Names of metadata bear the header's prefix on the wire; the caller's own dictionary is replaced, as the SDK does.</summary>
    private static PutObjectRequest Prefixed(PutObjectRequest request)
    {
        request.OpcMeta = Prefixed(request.OpcMeta);
        return request;
    }

    private static CreateMultipartUploadRequest Prefixed(CreateMultipartUploadRequest request)
    {
        request.CreateMultipartUploadDetails.Metadata = Prefixed(request.CreateMultipartUploadDetails.Metadata);
        return request;
    }

    private static Dictionary<string, string> Prefixed(Dictionary<string, string> metadata) => metadata?.ToDictionary(
        pair => pair.Key.StartsWith(MetadataPrefix, StringComparison.Ordinal) ? pair.Key : MetadataPrefix + pair.Key, pair => pair.Value);
}
