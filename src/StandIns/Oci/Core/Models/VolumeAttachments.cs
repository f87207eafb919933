using System.Runtime.Serialization;
using Newtonsoft.Json;
using Oci.Common.Serialization;
using Oci.Common.Utils;

namespace Oci.CoreService.Models;

/// <summary>A volume at an instance.</summary>
[JsonConverter(typeof(VolumeAttachmentModelConverter))]
public class VolumeAttachment
{
    [JsonProperty("availabilityDomain")]
    public string AvailabilityDomain { get; set; }

    [JsonProperty("compartmentId")]
    public string CompartmentId { get; set; }

    [JsonProperty("device")]
    public string Device { get; set; }

    [JsonProperty("displayName")]
    public string DisplayName { get; set; }

    [JsonProperty("id")]
    public string Id { get; set; }

    [JsonProperty("instanceId")]
    public string InstanceId { get; set; }

    [JsonProperty("isReadOnly")]
    public bool? IsReadOnly { get; set; }

    public enum LifecycleStateEnum
    {
        [EnumMember(Value = "ATTACHING")]
        Attaching,

        [EnumMember(Value = "ATTACHED")]
        Attached,

        [EnumMember(Value = "DETACHING")]
        Detaching,

        [EnumMember(Value = "DETACHED")]
        Detached,
    }

    [JsonProperty("lifecycleState")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public LifecycleStateEnum? LifecycleState { get; set; }

    [JsonProperty("timeCreated")]
    public DateTime? TimeCreated { get; set; }

    [JsonProperty("volumeId")]
    public string VolumeId { get; set; }
}

/// <summary>Chooses the kind of VolumeAttachment by its "attachmentType".</summary>
internal sealed class VolumeAttachmentModelConverter : DiscriminatedModelConverter<VolumeAttachment>
{
    public VolumeAttachmentModelConverter()
        : base("attachmentType", kind => kind switch
        {
            "iscsi" => new IScsiVolumeAttachment(),
            "emulated" => new EmulatedVolumeAttachment(),
            "paravirtualized" => new ParavirtualizedVolumeAttachment(),
            _ => null,
        })
    {
    }
}

/// <summary>A volume reached by iSCSI.</summary>
public class IScsiVolumeAttachment : VolumeAttachment
{
    [JsonProperty("ipv4")]
    public string Ipv4 { get; set; }

    [JsonProperty("iqn")]
    public string Iqn { get; set; }

    [JsonProperty("port")]
    public int? Port { get; set; }

    [JsonProperty("attachmentType")]
    internal readonly string attachmentType = "iscsi";
}

/// <summary>A volume reached as an emulated disk.</summary>
public class EmulatedVolumeAttachment : VolumeAttachment
{
    [JsonProperty("attachmentType")]
    internal readonly string attachmentType = "emulated";
}

/// <summary>A volume that the instance sees as a disk of its own.</summary>
public class ParavirtualizedVolumeAttachment : VolumeAttachment
{
    [JsonProperty("attachmentType")]
    internal readonly string attachmentType = "paravirtualized";
}

/// <summary>Which volume is to be attached where, and how.</summary>
public class AttachVolumeDetails
{
    [JsonProperty("device")]
    public string Device { get; set; }

    [JsonProperty("displayName")]
    public string DisplayName { get; set; }

    [JsonProperty("instanceId")]
    public string InstanceId { get; set; }

    [JsonProperty("isReadOnly")]
    public bool? IsReadOnly { get; set; }

    [JsonProperty("isShareable")]
    public bool? IsShareable { get; set; }

    [JsonProperty("volumeId")]
    public string VolumeId { get; set; }
}

/// <summary>Attach as a disk of the instance's own.</summary>
public class AttachParavirtualizedVolumeDetails : AttachVolumeDetails
{
    [JsonProperty("type")]
    internal readonly string type = "paravirtualized";
}

/// <summary>A device path of an instance.</summary>
public class Device
{
    [JsonProperty("name")]
    public string Name { get; set; }

    [JsonProperty("isAvailable")]
    public bool? IsAvailable { get; set; }
}
