using Oci.Common;
using Oci.Common.Http;
using Oci.DatabaseService.Models;

namespace Oci.DatabaseService.Responses;

public class GetAutonomousDatabaseResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "etag")]
    public string Etag { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public AutonomousDatabase AutonomousDatabase { get; set; }
}

public class ListAutonomousDatabasesResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-next-page")]
    public string OpcNextPage { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public List<AutonomousDatabaseSummary> Items { get; set; }
}

public class CreateAutonomousDatabaseResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "etag")]
    public string Etag { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-work-request-id")]
    public string OpcWorkRequestId { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public AutonomousDatabase AutonomousDatabase { get; set; }
}

public class UpdateAutonomousDatabaseResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "etag")]
    public string Etag { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-work-request-id")]
    public string OpcWorkRequestId { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public AutonomousDatabase AutonomousDatabase { get; set; }
}

public class DeleteAutonomousDatabaseResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-work-request-id")]
    public string OpcWorkRequestId { get; set; }
}

public class RestoreAutonomousDatabaseResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "etag")]
    public string Etag { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-work-request-id")]
    public string OpcWorkRequestId { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public AutonomousDatabase AutonomousDatabase { get; set; }
}

public class FailOverAutonomousDatabaseResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "etag")]
    public string Etag { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-work-request-id")]
    public string OpcWorkRequestId { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public AutonomousDatabase AutonomousDatabase { get; set; }
}

public class ListAutonomousDatabaseBackupsResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-next-page")]
    public string OpcNextPage { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public List<AutonomousDatabaseBackupSummary> Items { get; set; }
}

public class GetAutonomousDatabaseBackupResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "etag")]
    public string Etag { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public AutonomousDatabaseBackup AutonomousDatabaseBackup { get; set; }
}

public class ListAutonomousDatabasePeersResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-next-page")]
    public string OpcNextPage { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public AutonomousDatabasePeerCollection AutonomousDatabasePeerCollection { get; set; }
}
