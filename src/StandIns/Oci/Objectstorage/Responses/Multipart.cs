using Oci.Common;
using Oci.Common.Http;
using Oci.ObjectstorageService.Models;

namespace Oci.ObjectstorageService.Responses;

public class CreateMultipartUploadResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "opc-client-request-id")]
    public string OpcClientRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "Location")]
    public string Location { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public MultipartUpload MultipartUpload { get; set; }
}

public class UploadPartResponse : OciResponse
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
}

public class CommitMultipartUploadResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "opc-client-request-id")]
    public string OpcClientRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-multipart-md5")]
    public string OpcMultipartMd5 { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-multipart-sha256")]
    public string OpcMultipartSha256 { get; set; }

    [HttpConverter(TargetEnum.Header, "ETag")]
    public string ETag { get; set; }

    [HttpConverter(TargetEnum.Header, "last-modified")]
    public DateTime? LastModified { get; set; }

    [HttpConverter(TargetEnum.Header, "version-id")]
    public string VersionId { get; set; }
}

public class AbortMultipartUploadResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "opc-client-request-id")]
    public string OpcClientRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }
}

public class ListMultipartUploadsResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "opc-client-request-id")]
    public string OpcClientRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-next-page")]
    public string OpcNextPage { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public List<MultipartUpload> Items { get; set; }
}

public class ListMultipartUploadPartsResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "opc-client-request-id")]
    public string OpcClientRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-next-page")]
    public string OpcNextPage { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public List<MultipartUploadPartSummary> Items { get; set; }
}
