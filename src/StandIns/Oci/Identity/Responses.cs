using Oci.Common;
using Oci.Common.Http;
using Oci.IdentityService.Models;

namespace Oci.IdentityService.Responses;

public class ListPoliciesResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-next-page")]
    public string OpcNextPage { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public List<Policy> Items { get; set; }
}

public class UpdatePolicyResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "etag")]
    public string Etag { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public Policy Policy { get; set; }
}
