using Oci.Common;
using Oci.Common.Http;
using Oci.SecretsService.Models;

namespace Oci.SecretsService.Responses;

public class GetSecretBundleResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "etag")]
    public string Etag { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public SecretBundle SecretBundle { get; set; }
}

public class GetSecretBundleByNameResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public SecretBundle SecretBundle { get; set; }
}

public class ListSecretBundleVersionsResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-next-page")]
    public string OpcNextPage { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public List<SecretBundleVersionSummary> Items { get; set; }
}
