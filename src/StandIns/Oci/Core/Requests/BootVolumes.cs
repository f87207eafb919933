using System.Runtime.Serialization;
using Oci.Common;
using Oci.Common.Http;
using Oci.CoreService.Models;

namespace Oci.CoreService.Requests;

/// <summary>Boot volumes of a compartment.</summary>
public class ListBootVolumesRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Query, "availabilityDomain")]
    public string AvailabilityDomain { get; set; }

    [HttpConverter(TargetEnum.Query, "compartmentId")]
    public string CompartmentId { get; set; }

    [HttpConverter(TargetEnum.Query, "limit")]
    public int? Limit { get; set; }

    [HttpConverter(TargetEnum.Query, "page")]
    public string Page { get; set; }
}

/// <summary>One boot volume.</summary>
public class GetBootVolumeRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "bootVolumeId")]
    public string BootVolumeId { get; set; }
}

/// <summary>Makes a boot volume.</summary>
public class CreateBootVolumeRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Body)]
    public CreateBootVolumeDetails CreateBootVolumeDetails { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-retry-token")]
    public string OpcRetryToken { get; set; }
}

/// <summary>Deletes a boot volume.</summary>
public class DeleteBootVolumeRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "bootVolumeId")]
    public string BootVolumeId { get; set; }

    [HttpConverter(TargetEnum.Header, "if-match")]
    public string IfMatch { get; set; }
}

/// <summary>Backups of boot volumes.</summary>
public class ListBootVolumeBackupsRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Query, "compartmentId")]
    public string CompartmentId { get; set; }

    [HttpConverter(TargetEnum.Query, "bootVolumeId")]
    public string BootVolumeId { get; set; }

    [HttpConverter(TargetEnum.Query, "limit")]
    public int? Limit { get; set; }

    [HttpConverter(TargetEnum.Query, "page")]
    public string Page { get; set; }

    [HttpConverter(TargetEnum.Query, "displayName")]
    public string DisplayName { get; set; }

    [HttpConverter(TargetEnum.Query, "sourceBootVolumeBackupId")]
    public string SourceBootVolumeBackupId { get; set; }

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
    public BootVolumeBackup.LifecycleStateEnum? LifecycleState { get; set; }
}
