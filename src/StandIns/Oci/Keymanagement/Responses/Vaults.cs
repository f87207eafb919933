using Oci.Common;
using Oci.Common.Http;
using Oci.KeymanagementService.Models;

namespace Oci.KeymanagementService.Responses;

public class ListVaultsResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "opc-next-page")]
    public string OpcNextPage { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public List<VaultSummary> Items { get; set; }
}

public class GetVaultResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "etag")]
    public string Etag { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public Vault Vault { get; set; }
}
