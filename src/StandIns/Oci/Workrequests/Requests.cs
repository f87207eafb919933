using Oci.Common;
using Oci.Common.Http;

namespace Oci.WorkrequestsService.Requests;

/// <summary>Asks for one work request.</summary>
public class GetWorkRequestRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "workRequestId")]
    public string WorkRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }
}

/// <summary>Asks for the errors of one work request.</summary>
public class ListWorkRequestErrorsRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "workRequestId")]
    public string WorkRequestId { get; set; }

    [HttpConverter(TargetEnum.Query, "limit")]
    public int? Limit { get; set; }

    [HttpConverter(TargetEnum.Query, "page")]
    public string Page { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }
}
