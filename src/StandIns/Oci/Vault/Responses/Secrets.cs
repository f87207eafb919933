using Oci.Common;
using Oci.Common.Http;
using Oci.VaultService.Models;

namespace Oci.VaultService.Responses;

public class ListSecretsResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "opc-next-page")]
    public string OpcNextPage { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public List<SecretSummary> Items { get; set; }
}

public class GetSecretResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "etag")]
    public string Etag { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public Secret Secret { get; set; }
}

public class CreateSecretResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "etag")]
    public string Etag { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public Secret Secret { get; set; }
}

public class UpdateSecretResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "etag")]
    public string Etag { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public Secret Secret { get; set; }
}

public class ListSecretVersionsResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "opc-next-page")]
    public string OpcNextPage { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public List<SecretVersionSummary> Items { get; set; }
}

public class GetSecretVersionResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "etag")]
    public string Etag { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public SecretVersion SecretVersion { get; set; }
}

public class ScheduleSecretDeletionResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "etag")]
    public string Etag { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }
}

public class CancelSecretDeletionResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "etag")]
    public string Etag { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }
}

public class ScheduleSecretVersionDeletionResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "etag")]
    public string Etag { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }
}
