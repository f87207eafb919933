using System.Runtime.Serialization;
using Oci.Common;
using Oci.Common.Http;
using Oci.CoreService.Models;

namespace Oci.CoreService.Requests;

/// <summary>Launches an instance.</summary>
public class LaunchInstanceRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Body)]
    public LaunchInstanceDetails LaunchInstanceDetails { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-retry-token")]
    public string OpcRetryToken { get; set; }
}

/// <summary>One instance.</summary>
public class GetInstanceRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "instanceId")]
    public string InstanceId { get; set; }
}

/// <summary>Instances of a compartment.</summary>
public class ListInstancesRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Query, "compartmentId")]
    public string CompartmentId { get; set; }

    [HttpConverter(TargetEnum.Query, "displayName")]
    public string DisplayName { get; set; }

    [HttpConverter(TargetEnum.Query, "limit")]
    public int? Limit { get; set; }

    [HttpConverter(TargetEnum.Query, "page")]
    public string Page { get; set; }

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
    public Instance.LifecycleStateEnum? LifecycleState { get; set; }
}

/// <summary>Terminates an instance.</summary>
public class TerminateInstanceRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "instanceId")]
    public string InstanceId { get; set; }

    [HttpConverter(TargetEnum.Header, "if-match")]
    public string IfMatch { get; set; }

    [HttpConverter(TargetEnum.Query, "preserveBootVolume")]
    public bool? PreserveBootVolume { get; set; }
}

/// <summary>Network cards at instances.</summary>
public class ListVnicAttachmentsRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Query, "compartmentId")]
    public string CompartmentId { get; set; }

    [HttpConverter(TargetEnum.Query, "instanceId")]
    public string InstanceId { get; set; }

    [HttpConverter(TargetEnum.Query, "limit")]
    public int? Limit { get; set; }

    [HttpConverter(TargetEnum.Query, "page")]
    public string Page { get; set; }

    [HttpConverter(TargetEnum.Query, "vnicId")]
    public string VnicId { get; set; }
}
