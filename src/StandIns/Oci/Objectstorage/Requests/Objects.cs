using Oci.Common;
using Oci.Common.Http;
using Oci.ObjectstorageService.Models;

namespace Oci.ObjectstorageService.Requests;

public class PutObjectRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "namespaceName")]
    public string NamespaceName { get; set; }

    [HttpConverter(TargetEnum.Path, "bucketName")]
    public string BucketName { get; set; }

    [HttpConverter(TargetEnum.Path, "objectName")]
    public string ObjectName { get; set; }

    [HttpConverter(TargetEnum.Header, "Content-Length")]
    public long? ContentLength { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public Stream PutObjectBody { get; set; }

    [HttpConverter(TargetEnum.Header, "if-match")]
    public string IfMatch { get; set; }

    [HttpConverter(TargetEnum.Header, "if-none-match")]
    public string IfNoneMatch { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-client-request-id")]
    public string OpcClientRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "Content-MD5")]
    public string ContentMD5 { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-checksum-algorithm")]
    public ChecksumAlgorithm? OpcChecksumAlgorithm { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-content-sha256")]
    public string OpcContentSha256 { get; set; }

    [HttpConverter(TargetEnum.Header, "Content-Type")]
    public string ContentType { get; set; }

    [HttpConverter(TargetEnum.Header, "Content-Encoding")]
    public string ContentEncoding { get; set; }

    [HttpConverter(TargetEnum.Header, "storage-tier")]
    public StorageTier? StorageTier { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-meta-")]
    public Dictionary<string, string> OpcMeta { get; set; }
}

public class GetObjectRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "namespaceName")]
    public string NamespaceName { get; set; }

    [HttpConverter(TargetEnum.Path, "bucketName")]
    public string BucketName { get; set; }

    [HttpConverter(TargetEnum.Path, "objectName")]
    public string ObjectName { get; set; }

    [HttpConverter(TargetEnum.Query, "versionId")]
    public string VersionId { get; set; }

    [HttpConverter(TargetEnum.Header, "if-match")]
    public string IfMatch { get; set; }

    [HttpConverter(TargetEnum.Header, "if-none-match")]
    public string IfNoneMatch { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-client-request-id")]
    public string OpcClientRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "range")]
    public Oci.Common.Model.Range Range { get; set; }
}

public class HeadObjectRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "namespaceName")]
    public string NamespaceName { get; set; }

    [HttpConverter(TargetEnum.Path, "bucketName")]
    public string BucketName { get; set; }

    [HttpConverter(TargetEnum.Path, "objectName")]
    public string ObjectName { get; set; }

    [HttpConverter(TargetEnum.Query, "versionId")]
    public string VersionId { get; set; }

    [HttpConverter(TargetEnum.Header, "if-match")]
    public string IfMatch { get; set; }

    [HttpConverter(TargetEnum.Header, "if-none-match")]
    public string IfNoneMatch { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-client-request-id")]
    public string OpcClientRequestId { get; set; }
}

public class ListObjectsRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "namespaceName")]
    public string NamespaceName { get; set; }

    [HttpConverter(TargetEnum.Path, "bucketName")]
    public string BucketName { get; set; }

    [HttpConverter(TargetEnum.Query, "prefix")]
    public string Prefix { get; set; }

    [HttpConverter(TargetEnum.Query, "start")]
    public string Start { get; set; }

    [HttpConverter(TargetEnum.Query, "end")]
    public string End { get; set; }

    [HttpConverter(TargetEnum.Query, "limit")]
    public int? Limit { get; set; }

    [HttpConverter(TargetEnum.Query, "delimiter")]
    public string Delimiter { get; set; }

    [HttpConverter(TargetEnum.Query, "fields")]
    public string Fields { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-client-request-id")]
    public string OpcClientRequestId { get; set; }

    [HttpConverter(TargetEnum.Query, "startAfter")]
    public string StartAfter { get; set; }
}

public class DeleteObjectRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "namespaceName")]
    public string NamespaceName { get; set; }

    [HttpConverter(TargetEnum.Path, "bucketName")]
    public string BucketName { get; set; }

    [HttpConverter(TargetEnum.Path, "objectName")]
    public string ObjectName { get; set; }

    [HttpConverter(TargetEnum.Header, "if-match")]
    public string IfMatch { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-client-request-id")]
    public string OpcClientRequestId { get; set; }

    [HttpConverter(TargetEnum.Query, "versionId")]
    public string VersionId { get; set; }
}

public class ListObjectVersionsRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "namespaceName")]
    public string NamespaceName { get; set; }

    [HttpConverter(TargetEnum.Path, "bucketName")]
    public string BucketName { get; set; }

    [HttpConverter(TargetEnum.Query, "prefix")]
    public string Prefix { get; set; }

    [HttpConverter(TargetEnum.Query, "start")]
    public string Start { get; set; }

    [HttpConverter(TargetEnum.Query, "end")]
    public string End { get; set; }

    [HttpConverter(TargetEnum.Query, "limit")]
    public int? Limit { get; set; }

    [HttpConverter(TargetEnum.Query, "delimiter")]
    public string Delimiter { get; set; }

    [HttpConverter(TargetEnum.Query, "fields")]
    public string Fields { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-client-request-id")]
    public string OpcClientRequestId { get; set; }

    [HttpConverter(TargetEnum.Query, "startAfter")]
    public string StartAfter { get; set; }

    [HttpConverter(TargetEnum.Query, "page")]
    public string Page { get; set; }
}

public class RestoreObjectsRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "namespaceName")]
    public string NamespaceName { get; set; }

    [HttpConverter(TargetEnum.Path, "bucketName")]
    public string BucketName { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public RestoreObjectsDetails RestoreObjectsDetails { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-client-request-id")]
    public string OpcClientRequestId { get; set; }
}
