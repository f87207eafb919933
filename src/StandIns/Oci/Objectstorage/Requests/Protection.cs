using Oci.Common;
using Oci.Common.Http;
using Oci.ObjectstorageService.Models;

namespace Oci.ObjectstorageService.Requests;

public class CreateRetentionRuleRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "namespaceName")]
    public string NamespaceName { get; set; }

    [HttpConverter(TargetEnum.Path, "bucketName")]
    public string BucketName { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public CreateRetentionRuleDetails CreateRetentionRuleDetails { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-client-request-id")]
    public string OpcClientRequestId { get; set; }
}

public class ListRetentionRulesRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "namespaceName")]
    public string NamespaceName { get; set; }

    [HttpConverter(TargetEnum.Path, "bucketName")]
    public string BucketName { get; set; }

    [HttpConverter(TargetEnum.Query, "page")]
    public string Page { get; set; }
}

public class CreateReplicationPolicyRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "namespaceName")]
    public string NamespaceName { get; set; }

    [HttpConverter(TargetEnum.Path, "bucketName")]
    public string BucketName { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public CreateReplicationPolicyDetails CreateReplicationPolicyDetails { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-client-request-id")]
    public string OpcClientRequestId { get; set; }
}

public class ListReplicationPoliciesRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "namespaceName")]
    public string NamespaceName { get; set; }

    [HttpConverter(TargetEnum.Path, "bucketName")]
    public string BucketName { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-client-request-id")]
    public string OpcClientRequestId { get; set; }

    [HttpConverter(TargetEnum.Query, "page")]
    public string Page { get; set; }

    [HttpConverter(TargetEnum.Query, "limit")]
    public int? Limit { get; set; }
}

public class CreatePreauthenticatedRequestRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "namespaceName")]
    public string NamespaceName { get; set; }

    [HttpConverter(TargetEnum.Path, "bucketName")]
    public string BucketName { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public CreatePreauthenticatedRequestDetails CreatePreauthenticatedRequestDetails { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-client-request-id")]
    public string OpcClientRequestId { get; set; }
}

public class ListPreauthenticatedRequestsRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "namespaceName")]
    public string NamespaceName { get; set; }

    [HttpConverter(TargetEnum.Path, "bucketName")]
    public string BucketName { get; set; }

    [HttpConverter(TargetEnum.Query, "objectNamePrefix")]
    public string ObjectNamePrefix { get; set; }

    [HttpConverter(TargetEnum.Query, "limit")]
    public int? Limit { get; set; }

    [HttpConverter(TargetEnum.Query, "page")]
    public string Page { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-client-request-id")]
    public string OpcClientRequestId { get; set; }
}

public class DeletePreauthenticatedRequestRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "namespaceName")]
    public string NamespaceName { get; set; }

    [HttpConverter(TargetEnum.Path, "bucketName")]
    public string BucketName { get; set; }

    [HttpConverter(TargetEnum.Path, "parId")]
    public string ParId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-client-request-id")]
    public string OpcClientRequestId { get; set; }
}
