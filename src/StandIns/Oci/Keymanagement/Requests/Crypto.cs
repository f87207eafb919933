using Oci.Common;
using Oci.Common.Http;
using Oci.KeymanagementService.Models;

namespace Oci.KeymanagementService.Requests;

public class EncryptRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Body)]
    public EncryptDataDetails EncryptDataDetails { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }
}

public class DecryptRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Body)]
    public DecryptDataDetails DecryptDataDetails { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }
}

public class SignRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Body)]
    public SignDataDetails SignDataDetails { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }
}
