using Oci.Common;
using Oci.Common.Http;
using Oci.CoreService.Models;

namespace Oci.CoreService.Responses;

public class GetVolumeBackupPolicyResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "etag")]
    public string Etag { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public VolumeBackupPolicy VolumeBackupPolicy { get; set; }
}

public class GetVolumeBackupPolicyAssetAssignmentResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "opc-next-page")]
    public string OpcNextPage { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public List<VolumeBackupPolicyAssignment> Items { get; set; }
}
