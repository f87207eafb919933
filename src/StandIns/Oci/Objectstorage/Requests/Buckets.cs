using System.Runtime.Serialization;
using Oci.Common;
using Oci.Common.Http;
using Oci.ObjectstorageService.Models;

namespace Oci.ObjectstorageService.Requests;

public class GetNamespaceRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Header, "opc-client-request-id")]
    public string OpcClientRequestId { get; set; }

    [HttpConverter(TargetEnum.Query, "compartmentId")]
    public string CompartmentId { get; set; }
}

public class CreateBucketRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "namespaceName")]
    public string NamespaceName { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public CreateBucketDetails CreateBucketDetails { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-client-request-id")]
    public string OpcClientRequestId { get; set; }
}

public class GetBucketRequest : IOciRequest
{
    public enum FieldsEnum
    {
        [EnumMember(Value = "approximateCount")]
        ApproximateCount,

        [EnumMember(Value = "approximateSize")]
        ApproximateSize,

        [EnumMember(Value = "autoTiering")]
        AutoTiering,
    }

    [HttpConverter(TargetEnum.Path, "namespaceName")]
    public string NamespaceName { get; set; }

    [HttpConverter(TargetEnum.Path, "bucketName")]
    public string BucketName { get; set; }

    [HttpConverter(TargetEnum.Header, "if-match")]
    public string IfMatch { get; set; }

    [HttpConverter(TargetEnum.Header, "if-none-match")]
    public string IfNoneMatch { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-client-request-id")]
    public string OpcClientRequestId { get; set; }

    [HttpConverter(TargetEnum.Query, "fields", CollectionFormatType.Csv)]
    public List<FieldsEnum> Fields { get; set; }
}

public class ListBucketsRequest : IOciRequest
{
    public enum FieldsEnum
    {
        [EnumMember(Value = "tags")]
        Tags,
    }

    [HttpConverter(TargetEnum.Path, "namespaceName")]
    public string NamespaceName { get; set; }

    [HttpConverter(TargetEnum.Query, "compartmentId")]
    public string CompartmentId { get; set; }

    [HttpConverter(TargetEnum.Query, "limit")]
    public int? Limit { get; set; }

    [HttpConverter(TargetEnum.Query, "page")]
    public string Page { get; set; }

    [HttpConverter(TargetEnum.Query, "fields", CollectionFormatType.Csv)]
    public List<FieldsEnum> Fields { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-client-request-id")]
    public string OpcClientRequestId { get; set; }
}

public class DeleteBucketRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "namespaceName")]
    public string NamespaceName { get; set; }

    [HttpConverter(TargetEnum.Path, "bucketName")]
    public string BucketName { get; set; }

    [HttpConverter(TargetEnum.Header, "if-match")]
    public string IfMatch { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-client-request-id")]
    public string OpcClientRequestId { get; set; }
}
