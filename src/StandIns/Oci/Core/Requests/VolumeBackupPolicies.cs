using Oci.Common;
using Oci.Common.Http;

namespace Oci.CoreService.Requests;

/// <summary>One backup policy.</summary>
public class GetVolumeBackupPolicyRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "policyId")]
    public string PolicyId { get; set; }
}

/// <summary>The policy on one volume; an empty list where there is none.</summary>
public class GetVolumeBackupPolicyAssetAssignmentRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Query, "assetId")]
    public string AssetId { get; set; }

    [HttpConverter(TargetEnum.Query, "limit")]
    public int? Limit { get; set; }

    [HttpConverter(TargetEnum.Query, "page")]
    public string Page { get; set; }
}
