using Oci.Common;
using Oci.Common.Http;

namespace Oci.CoreService.Requests;

/// <summary>One subnet.</summary>
public class GetSubnetRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "subnetId")]
    public string SubnetId { get; set; }
}

/// <summary>One security list.</summary>
public class GetSecurityListRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "securityListId")]
    public string SecurityListId { get; set; }
}
