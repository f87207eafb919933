using Oci.Common;
using Oci.Common.Http;
using Oci.ObjectstorageService.Models;

namespace Oci.ObjectstorageService.Responses;

public class GetNamespaceResponse : OciResponse
{
    [HttpConverter(TargetEnum.Body)]
    public string Value { get; set; }
}

public class CreateBucketResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "opc-client-request-id")]
    public string OpcClientRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "ETag")]
    public string ETag { get; set; }

    [HttpConverter(TargetEnum.Header, "Location")]
    public string Location { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public Bucket Bucket { get; set; }
}

public class GetBucketResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "opc-client-request-id")]
    public string OpcClientRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "ETag")]
    public string ETag { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public Bucket Bucket { get; set; }

    public bool IsNotModified { get; set; }
}

public class ListBucketsResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "opc-client-request-id")]
    public string OpcClientRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-next-page")]
    public string OpcNextPage { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public List<BucketSummary> Items { get; set; }
}

public class DeleteBucketResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "opc-client-request-id")]
    public string OpcClientRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }
}
