using Oci.Common;
using Oci.Common.Http;
using Oci.CoreService.Models;

namespace Oci.CoreService.Responses;

public class AttachVolumeResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "etag")]
    public string Etag { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public VolumeAttachment VolumeAttachment { get; set; }
}

public class GetVolumeAttachmentResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "etag")]
    public string Etag { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public VolumeAttachment VolumeAttachment { get; set; }
}

public class ListVolumeAttachmentsResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "opc-next-page")]
    public string OpcNextPage { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public List<VolumeAttachment> Items { get; set; }
}

public class DetachVolumeResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }
}

public class ListInstanceDevicesResponse : OciResponse
{
    [HttpConverter(TargetEnum.Header, "opc-next-page")]
    public string OpcNextPage { get; set; }

    [HttpConverter(TargetEnum.Header, "opc-request-id")]
    public string OpcRequestId { get; set; }

    [HttpConverter(TargetEnum.Body)]
    public List<Device> Items { get; set; }
}
