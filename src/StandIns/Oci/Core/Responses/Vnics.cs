using Oci.Common;
using Oci.Common.Http;
using Oci.CoreService.Models;

namespace Oci.CoreService.Responses;

public class GetVnicResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "etag")]
    public string Etag { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public Vnic Vnic { get; set; }
}
