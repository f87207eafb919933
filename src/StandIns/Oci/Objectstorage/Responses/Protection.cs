using Oci.Common;
using Oci.Common.Http;
using Oci.ObjectstorageService.Models;

namespace Oci.ObjectstorageService.Responses;

public class CreateRetentionRuleResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-client-request-id")]
    public string OpcClientRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "etag")]
    public string Etag { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public RetentionRule RetentionRule { get; set; }
}

public class ListRetentionRulesResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-client-request-id")]
    public string OpcClientRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-next-page")]
    public string OpcNextPage { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public RetentionRuleCollection RetentionRuleCollection { get; set; }
}

public class CreateReplicationPolicyResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-client-request-id")]
    public string OpcClientRequestId { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public ReplicationPolicy ReplicationPolicy { get; set; }
}

public class ListReplicationPoliciesResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-client-request-id")]
    public string OpcClientRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-next-page")]
    public string OpcNextPage { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public List<ReplicationPolicySummary> Items { get; set; }
}

public class CreatePreauthenticatedRequestResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "opc-client-request-id")]
    public string OpcClientRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public PreauthenticatedRequest PreauthenticatedRequest { get; set; }
}

public class ListPreauthenticatedRequestsResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "opc-client-request-id")]
    public string OpcClientRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-next-page")]
    public string OpcNextPage { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public List<PreauthenticatedRequestSummary> Items { get; set; }
}

public class DeletePreauthenticatedRequestResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "opc-client-request-id")]
    public string OpcClientRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }
}
