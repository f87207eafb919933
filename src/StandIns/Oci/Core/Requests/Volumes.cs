using System.Runtime.Serialization;
using Oci.Common;
using Oci.Common.Http;
using Oci.CoreService.Models;

namespace Oci.CoreService.Requests;

/// <summary>Volumes of a compartment.</summary>
public class ListVolumesRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Query, "compartmentId")]
    public string CompartmentId { get; set; }

    [HttpConverter(TargetEnum.Query, "limit")]
    public int? Limit { get; set; }

    [HttpConverter(TargetEnum.Query, "page")]
    public string Page { get; set; }

    [HttpConverter(TargetEnum.Query, "displayName")]
    public string DisplayName { get; set; }

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
    public Volume.LifecycleStateEnum? LifecycleState { get; set; }
}

/// <summary>One volume.</summary>
public class GetVolumeRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "volumeId")]
    public string VolumeId { get; set; }
}

/// <summary>Makes a volume.</summary>
public class CreateVolumeRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Body)]
    public CreateVolumeDetails CreateVolumeDetails { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-retry-token")]
    public string OpcRetryToken { get; set; }
}

/// <summary>Deletes a volume.</summary>
public class DeleteVolumeRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "volumeId")]
    public string VolumeId { get; set; }

    [HttpConverter(TargetEnum.Header, "if-match")]
    public string IfMatch { get; set; }
}
