using Oci.Common;
using Oci.Common.Http;

namespace Oci.CoreService.Requests;

/// <summary>One network card.</summary>
public class GetVnicRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "vnicId")]
    public string VnicId { get; set; }
}
