using Oci.Common;
using Oci.Common.Http;
using Oci.WorkrequestsService.Models;

namespace Oci.WorkrequestsService.Responses;

/// <summary>One work request.</summary>
public class GetWorkRequestResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public WorkRequest WorkRequest { get; set; }
}

/// <summary>Errors of one work request.</summary>
public class ListWorkRequestErrorsResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "opc-next-page")]
    public string OpcNextPage { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public List<WorkRequestError> Items { get; set; }
}
