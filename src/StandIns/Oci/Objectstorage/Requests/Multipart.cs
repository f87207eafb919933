using Oci.Common;
using Oci.Common.Http;
using Oci.ObjectstorageService.Models;

namespace Oci.ObjectstorageService.Requests;

public class CreateMultipartUploadRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "namespaceName")]
    public string NamespaceName { get; set; }

    [HttpConverter(TargetEnum.Path, "bucketName")]
    public string BucketName { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public CreateMultipartUploadDetails CreateMultipartUploadDetails { get; set; }

    [HttpConverter(TargetEnum.Header, "if-match")]
    public string IfMatch { get; set; }

    [HttpConverter(TargetEnum.Header, "if-none-match")]
    public string IfNoneMatch { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-client-request-id")]
    public string OpcClientRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-checksum-algorithm")]
    public ChecksumAlgorithm? OpcChecksumAlgorithm { get; set; }
}

public class UploadPartRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "namespaceName")]
    public string NamespaceName { get; set; }

    [HttpConverter(TargetEnum.Path, "bucketName")]
    public string BucketName { get; set; }

    [HttpConverter(TargetEnum.Path, "objectName")]
    public string ObjectName { get; set; }

    [HttpConverter(TargetEnum.Query, "uploadId")]
    public string UploadId { get; set; }

    [HttpConverter(TargetEnum.Query, "uploadPartNum")]
    public int? UploadPartNum { get; set; }

    [HttpConverter(TargetEnum.Header, "Content-Length")]
    public long? ContentLength { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public Stream UploadPartBody { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-client-request-id")]
    public string OpcClientRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "if-match")]
    public string IfMatch { get; set; }

    [HttpConverter(TargetEnum.Header, "if-none-match")]
    public string IfNoneMatch { get; set; }

    [HttpConverter(TargetEnum.Header, "Content-MD5")]
    public string ContentMD5 { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-checksum-algorithm")]
    public ChecksumAlgorithm? OpcChecksumAlgorithm { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-content-sha256")]
    public string OpcContentSha256 { get; set; }
}

public class CommitMultipartUploadRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "namespaceName")]
    public string NamespaceName { get; set; }

    [HttpConverter(TargetEnum.Path, "bucketName")]
    public string BucketName { get; set; }

    [HttpConverter(TargetEnum.Path, "objectName")]
    public string ObjectName { get; set; }

    [HttpConverter(TargetEnum.Query, "uploadId")]
    public string UploadId { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public CommitMultipartUploadDetails CommitMultipartUploadDetails { get; set; }

    [HttpConverter(TargetEnum.Header, "if-match")]
    public string IfMatch { get; set; }

    [HttpConverter(TargetEnum.Header, "if-none-match")]
    public string IfNoneMatch { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-client-request-id")]
    public string OpcClientRequestId { get; set; }
}

public class AbortMultipartUploadRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "namespaceName")]
    public string NamespaceName { get; set; }

    [HttpConverter(TargetEnum.Path, "bucketName")]
    public string BucketName { get; set; }

    [HttpConverter(TargetEnum.Path, "objectName")]
    public string ObjectName { get; set; }

    [HttpConverter(TargetEnum.Query, "uploadId")]
    public string UploadId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-client-request-id")]
    public string OpcClientRequestId { get; set; }
}

public class ListMultipartUploadsRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "namespaceName")]
    public string NamespaceName { get; set; }

    [HttpConverter(TargetEnum.Path, "bucketName")]
    public string BucketName { get; set; }

    [HttpConverter(TargetEnum.Query, "limit")]
    public int? Limit { get; set; }

    [HttpConverter(TargetEnum.Query, "page")]
    public string Page { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-client-request-id")]
    public string OpcClientRequestId { get; set; }
}

public class ListMultipartUploadPartsRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "namespaceName")]
    public string NamespaceName { get; set; }

    [HttpConverter(TargetEnum.Path, "bucketName")]
    public string BucketName { get; set; }

    [HttpConverter(TargetEnum.Path, "objectName")]
    public string ObjectName { get; set; }

    [HttpConverter(TargetEnum.Query, "uploadId")]
    public string UploadId { get; set; }

    [HttpConverter(TargetEnum.Query, "limit")]
    public int? Limit { get; set; }

    [HttpConverter(TargetEnum.Query, "page")]
    public string Page { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-client-request-id")]
    public string OpcClientRequestId { get; set; }
}
