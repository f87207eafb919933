using System.Runtime.Serialization;
using Oci.Common;
using Oci.Common.Http;
using Oci.CoreService.Models;

namespace Oci.CoreService.Requests;

/// <summary>Backups of volumes.</summary>
public class ListVolumeBackupsRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Query, "compartmentId")]
    public string CompartmentId { get; set; }

    [HttpConverter(TargetEnum.Query, "volumeId")]
    public string VolumeId { get; set; }

    [HttpConverter(TargetEnum.Query, "limit")]
    public int? Limit { get; set; }

    [HttpConverter(TargetEnum.Query, "page")]
    public string Page { get; set; }

    [HttpConverter(TargetEnum.Query, "displayName")]
    public string DisplayName { get; set; }

    [HttpConverter(TargetEnum.Query, "sourceVolumeBackupId")]
    public string SourceVolumeBackupId { get; set; }

    public enum SortByEnum
    {
        [EnumMember(Value = "TIMECREATED")]
        Timecreated,

        [EnumMember(Value = "DISPLAYNAME")]
        Displayname,
    }

    [HttpConverter(TargetEnum.Query, "sortBy")]
    public SortByEnum? SortBy { get; set; }

    public enum SortOrderEnum
    {
        [EnumMember(Value = "ASC")]
        Asc,

        [EnumMember(Value = "DESC")]
        Desc,
    }

    [HttpConverter(TargetEnum.Query, "sortOrder")]
    public SortOrderEnum? SortOrder { get; set; }

    [HttpConverter(TargetEnum.Query, "lifecycleState")]
    public VolumeBackup.LifecycleStateEnum? LifecycleState { get; set; }
}

/// <summary>Deletes a backup.</summary>
public class DeleteVolumeBackupRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "volumeBackupId")]
    public string VolumeBackupId { get; set; }

    [HttpConverter(TargetEnum.Header, "if-match")]
    public string IfMatch { get; set; }
}
