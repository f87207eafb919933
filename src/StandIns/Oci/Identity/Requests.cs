using Oci.Common;
using Oci.Common.Http;
using Oci.IdentityService.Models;

namespace Oci.IdentityService.Requests;

public class ListPoliciesRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Query, "compartmentId")]
    public string CompartmentId { get; set; }

    [HttpConverter(TargetEnum.Query, "page")]
    public string Page { get; set; }

    [HttpConverter(TargetEnum.Query, "limit")]
    public int? Limit { get; set; }
}

public class UpdatePolicyRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "policyId")]
    public string PolicyId { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public UpdatePolicyDetails UpdatePolicyDetails { get; set; }

    [HttpConverter(TargetEnum.Header, "if-match")]
    public string IfMatch { get; set; }
}
