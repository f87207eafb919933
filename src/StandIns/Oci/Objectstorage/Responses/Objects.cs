using Oci.Common;
using Oci.Common.Http;
using Oci.ObjectstorageService.Models;

namespace Oci.ObjectstorageService.Responses;

public class PutObjectResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "opc-client-request-id")]
    public string OpcClientRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-content-md5")]
    public string OpcContentMd5 { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-content-sha256")]
    public string OpcContentSha256 { get; set; }

    [HttpConverter(TargetEnum.Header, "ETag")]
    public string ETag { get; set; }

    [HttpConverter(TargetEnum.Header, "last-modified")]
    public DateTime? LastModified { get; set; }

    [HttpConverter(TargetEnum.Header, "version-id")]
    public string VersionId { get; set; }
}

public class GetObjectResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "opc-client-request-id")]
    public string OpcClientRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "ETag")]
    public string ETag { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-meta-")]
    public Dictionary<string, string> OpcMeta { get; set; }

    [HttpConverter(TargetEnum.Header, "content-length")]
    public long? ContentLength { get; set; }

    [HttpConverter(TargetEnum.Header, "content-range")]
    public Oci.Common.Model.Range ContentRange { get; set; }

    [HttpConverter(TargetEnum.Header, "content-md5")]
    public string ContentMd5 { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-multipart-md5")]
    public string OpcMultipartMd5 { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-content-sha256")]
    public string OpcContentSha256 { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-multipart-sha256")]
    public string OpcMultipartSha256 { get; set; }

    [HttpConverter(TargetEnum.Header, "content-type")]
    public string ContentType { get; set; }

    [HttpConverter(TargetEnum.Header, "content-encoding")]
    public string ContentEncoding { get; set; }

    [HttpConverter(TargetEnum.Header, "last-modified")]
    public DateTime? LastModified { get; set; }

    [HttpConverter(TargetEnum.Header, "storage-tier")]
    public StorageTier? StorageTier { get; set; }

    [HttpConverter(TargetEnum.Header, "archival-state")]
    public ArchivalState? ArchivalState { get; set; }

    [HttpConverter(TargetEnum.Header, "time-of-archival")]
    public DateTime? TimeOfArchival { get; set; }

    [HttpConverter(TargetEnum.Header, "version-id")]
    public string VersionId { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public Stream InputStream { get; set; }

    public bool IsNotModified { get; set; }
}

public class HeadObjectResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "opc-client-request-id")]
    public string OpcClientRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "ETag")]
    public string ETag { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-meta-")]
    public Dictionary<string, string> OpcMeta { get; set; }

    [HttpConverter(TargetEnum.Header, "content-length")]
    public long? ContentLength { get; set; }

    [HttpConverter(TargetEnum.Header, "content-md5")]
    public string ContentMd5 { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-multipart-md5")]
    public string OpcMultipartMd5 { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-content-sha256")]
    public string OpcContentSha256 { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-multipart-sha256")]
    public string OpcMultipartSha256 { get; set; }

    [HttpConverter(TargetEnum.Header, "content-type")]
    public string ContentType { get; set; }

    [HttpConverter(TargetEnum.Header, "content-encoding")]
    public string ContentEncoding { get; set; }

    [HttpConverter(TargetEnum.Header, "last-modified")]
    public DateTime? LastModified { get; set; }

    [HttpConverter(TargetEnum.Header, "storage-tier")]
    public StorageTier? StorageTier { get; set; }

    [HttpConverter(TargetEnum.Header, "archival-state")]
    public ArchivalState? ArchivalState { get; set; }

    [HttpConverter(TargetEnum.Header, "time-of-archival")]
    public DateTime? TimeOfArchival { get; set; }

    [HttpConverter(TargetEnum.Header, "version-id")]
    public string VersionId { get; set; }

    public bool IsNotModified { get; set; }
}

public class ListObjectsResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "opc-client-request-id")]
    public string OpcClientRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public ListObjects ListObjects { get; set; }
}

public class DeleteObjectResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "opc-client-request-id")]
    public string OpcClientRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "last-modified")]
    public DateTime? LastModified { get; set; }

    [HttpConverter(TargetEnum.Header, "version-id")]
    public string VersionId { get; set; }

    [HttpConverter(TargetEnum.Header, "is-delete-marker")]
    public bool? IsDeleteMarker { get; set; }
}

public class ListObjectVersionsResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "opc-client-request-id")]
    public string OpcClientRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-next-page")]
    public string OpcNextPage { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public ObjectVersionCollection ObjectVersionCollection { get; set; }
}

public class RestoreObjectsResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "opc-client-request-id")]
    public string OpcClientRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }
}
