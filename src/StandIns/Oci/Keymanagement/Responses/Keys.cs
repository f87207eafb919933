using Oci.Common;
using Oci.Common.Http;
using Oci.KeymanagementService.Models;

namespace Oci.KeymanagementService.Responses;

public class ListKeysResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "opc-next-page")]
    public string OpcNextPage { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public List<KeySummary> Items { get; set; }
}

public class GetKeyResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "etag")]
    public string Etag { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public Key Key { get; set; }
}

public class ListKeyVersionsResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "opc-next-page")]
    public string OpcNextPage { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public List<KeyVersionSummary> Items { get; set; }
}

public class GetKeyVersionResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "etag")]
    public string Etag { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public KeyVersion KeyVersion { get; set; }
}

public class CancelKeyDeletionResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "etag")]
    public string Etag { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public Key Key { get; set; }
}

public class BackupKeyResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "etag")]
    public string Etag { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-work-request-id")]
    public string OpcWorkRequestId { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public Key Key { get; set; }
}

public class RestoreKeyFromObjectStoreResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "etag")]
    public string Etag { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-work-request-id")]
    public string OpcWorkRequestId { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public Key Key { get; set; }
}
