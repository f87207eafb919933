using Oci.Common;
using Oci.Common.Http;
using Oci.DatabaseService.Models;

namespace Oci.DatabaseService.Requests;

public class GetAutonomousDatabaseRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "autonomousDatabaseId")]
    public string AutonomousDatabaseId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }
}

public class ListAutonomousDatabasesRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Query, "compartmentId")]
    public string CompartmentId { get; set; }

    [HttpConverter(TargetEnum.Query, "limit")]
    public int? Limit { get; set; }

    [HttpConverter(TargetEnum.Query, "page")]
    public string Page { get; set; }

    [HttpConverter(TargetEnum.Query, "lifecycleState")]
    public AutonomousDatabaseSummary.LifecycleStateEnum? LifecycleState { get; set; }

    [HttpConverter(TargetEnum.Query, "displayName")]
    public string DisplayName { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }
}

public class CreateAutonomousDatabaseRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Body)]
    public CreateAutonomousDatabaseBase CreateAutonomousDatabaseDetails { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-retry-token")]
    public string OpcRetryToken { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }
}

public class UpdateAutonomousDatabaseRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "autonomousDatabaseId")]
    public string AutonomousDatabaseId { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public UpdateAutonomousDatabaseDetails UpdateAutonomousDatabaseDetails { get; set; }

    [HttpConverter(TargetEnum.Header, "if-match")]
    public string IfMatch { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }
}

public class DeleteAutonomousDatabaseRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "autonomousDatabaseId")]
    public string AutonomousDatabaseId { get; set; }

    [HttpConverter(TargetEnum.Header, "if-match")]
    public string IfMatch { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }
}

public class RestoreAutonomousDatabaseRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "autonomousDatabaseId")]
    public string AutonomousDatabaseId { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public RestoreAutonomousDatabaseDetails RestoreAutonomousDatabaseDetails { get; set; }

    [HttpConverter(TargetEnum.Header, "if-match")]
    public string IfMatch { get; set; }
}

public class FailOverAutonomousDatabaseRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "autonomousDatabaseId")]
    public string AutonomousDatabaseId { get; set; }

    [HttpConverter(TargetEnum.Header, "if-match")]
    public string IfMatch { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-retry-token")]
    public string OpcRetryToken { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Query, "peerDbId")]
    public string PeerDbId { get; set; }
}

public class ListAutonomousDatabaseBackupsRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Query, "autonomousDatabaseId")]
    public string AutonomousDatabaseId { get; set; }

    [HttpConverter(TargetEnum.Query, "compartmentId")]
    public string CompartmentId { get; set; }

    [HttpConverter(TargetEnum.Query, "limit")]
    public int? Limit { get; set; }

    [HttpConverter(TargetEnum.Query, "page")]
    public string Page { get; set; }

    [HttpConverter(TargetEnum.Query, "lifecycleState")]
    public AutonomousDatabaseBackupSummary.LifecycleStateEnum? LifecycleState { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }
}

public class GetAutonomousDatabaseBackupRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "autonomousDatabaseBackupId")]
    public string AutonomousDatabaseBackupId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }
}

public class ListAutonomousDatabasePeersRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "autonomousDatabaseId")]
    public string AutonomousDatabaseId { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Query, "limit")]
    public int? Limit { get; set; }

    [HttpConverter(TargetEnum.Query, "page")]
    public string Page { get; set; }
}
