using Oci.Common;
using Oci.Common.Http;
using Oci.CoreService.Models;

namespace Oci.CoreService.Requests;

/// <summary>Attaches a volume to an instance.</summary>
public class AttachVolumeRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Body)]
    public AttachVolumeDetails AttachVolumeDetails { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-retry-token")]
    public string OpcRetryToken { get; set; }
}

/// <summary>One attachment.</summary>
public class GetVolumeAttachmentRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "volumeAttachmentId")]
    public string VolumeAttachmentId { get; set; }
}

/// <summary>Attachments of a compartment.</summary>
public class ListVolumeAttachmentsRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Query, "compartmentId")]
    public string CompartmentId { get; set; }

    [HttpConverter(TargetEnum.Query, "availabilityDomain")]
    public string AvailabilityDomain { get; set; }

    [HttpConverter(TargetEnum.Query, "limit")]
    public int? Limit { get; set; }

    [HttpConverter(TargetEnum.Query, "page")]
    public string Page { get; set; }

    [HttpConverter(TargetEnum.Query, "instanceId")]
    public string InstanceId { get; set; }

    [HttpConverter(TargetEnum.Query, "volumeId")]
    public string VolumeId { get; set; }
}

/// <summary>Detaches a volume.</summary>
public class DetachVolumeRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "volumeAttachmentId")]
    public string VolumeAttachmentId { get; set; }

    [HttpConverter(TargetEnum.Header, "if-match")]
    public string IfMatch { get; set; }
}

/// <summary>Device paths of an instance.</summary>
public class ListInstanceDevicesRequest : IOciRequest
{
    [HttpConverter(TargetEnum.Path, "instanceId")]
    public string InstanceId { get; set; }

    [HttpConverter(TargetEnum.Query, "isAvailable")]
    public bool? IsAvailable { get; set; }

    [HttpConverter(TargetEnum.Query, "name")]
    public string Name { get; set; }

    [HttpConverter(TargetEnum.Query, "limit")]
    public int? Limit { get; set; }

    [HttpConverter(TargetEnum.Query, "page")]
    public string Page { get; set; }
}
