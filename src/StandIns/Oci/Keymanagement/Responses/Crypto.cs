using Oci.Common;
using Oci.Common.Http;
using Oci.KeymanagementService.Models;

namespace Oci.KeymanagementService.Responses;

public class EncryptResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public EncryptedData EncryptedData { get; set; }
}

public class DecryptResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public DecryptedData DecryptedData { get; set; }
}

public class SignResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public SignedData SignedData { get; set; }
}
