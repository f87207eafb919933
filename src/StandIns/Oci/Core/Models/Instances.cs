using System.Runtime.Serialization;
using Newtonsoft.Json;
using Oci.Common.Serialization;
using Oci.Common.Utils;

namespace Oci.CoreService.Models;

/// <summary>An instance.</summary>
public class Instance
{
    [JsonProperty("availabilityDomain")]
    public string AvailabilityDomain { get; set; }

    [JsonProperty("compartmentId")]
    public string CompartmentId { get; set; }

    [JsonProperty("definedTags")]
    public Dictionary<string, Dictionary<string, object>> DefinedTags { get; set; }

    [JsonProperty("displayName")]
    public string DisplayName { get; set; }

    [JsonProperty("freeformTags")]
    public Dictionary<string, string> FreeformTags { get; set; }

    [JsonProperty("id")]
    public string Id { get; set; }

    public enum LifecycleStateEnum
    {
        [EnumMember(Value = null)]
        UnknownEnumValue,

        [EnumMember(Value = "MOVING")]
        Moving,

        [EnumMember(Value = "PROVISIONING")]
        Provisioning,

        [EnumMember(Value = "RUNNING")]
        Running,

        [EnumMember(Value = "STARTING")]
        Starting,

        [EnumMember(Value = "STOPPING")]
        Stopping,

        [EnumMember(Value = "STOPPED")]
        Stopped,

        [EnumMember(Value = "CREATING_IMAGE")]
        CreatingImage,

        [EnumMember(Value = "TERMINATING")]
        Terminating,

        [EnumMember(Value = "TERMINATED")]
        Terminated,
    }

    [JsonProperty("lifecycleState")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public LifecycleStateEnum? LifecycleState { get; set; }

    [JsonProperty("metadata")]
    public Dictionary<string, string> Metadata { get; set; }

    [JsonProperty("region")]
    public string Region { get; set; }

    [JsonProperty("shape")]
    public string Shape { get; set; }

    [JsonProperty("sourceDetails")]
    public InstanceSourceDetails SourceDetails { get; set; }

    [JsonProperty("timeCreated")]
    public DateTime? TimeCreated { get; set; }
}

/// <summary>What a new instance shall be.</summary>
public class LaunchInstanceDetails
{
    [JsonProperty("availabilityDomain")]
    public string AvailabilityDomain { get; set; }

    [JsonProperty("compartmentId")]
    public string CompartmentId { get; set; }

    [JsonProperty("createVnicDetails")]
    public CreateVnicDetails CreateVnicDetails { get; set; }

    [JsonProperty("displayName")]
    public string DisplayName { get; set; }

    [JsonProperty("freeformTags")]
    public Dictionary<string, string> FreeformTags { get; set; }

    [JsonProperty("metadata")]
    public Dictionary<string, string> Metadata { get; set; }

    [JsonProperty("shape")]
    public string Shape { get; set; }

    [JsonProperty("shapeConfig")]
    public LaunchInstanceShapeConfigDetails ShapeConfig { get; set; }

    [JsonProperty("sourceDetails")]
    public InstanceSourceDetails SourceDetails { get; set; }
}

/// <summary>Size of an instance of a flexible shape.</summary>
public class LaunchInstanceShapeConfigDetails
{
    [JsonProperty("ocpus")]
    public float? Ocpus { get; set; }

    [JsonProperty("memoryInGBs")]
    public float? MemoryInGBs { get; set; }
}

/// <summary>The network card of a new instance.</summary>
public class CreateVnicDetails
{
    [JsonProperty("assignPublicIp")]
    public bool? AssignPublicIp { get; set; }

    [JsonProperty("displayName")]
    public string DisplayName { get; set; }

    [JsonProperty("subnetId")]
    public string SubnetId { get; set; }
}

/// <summary>What an instance boots from.</summary>
[JsonConverter(typeof(InstanceSourceDetailsModelConverter))]
public class InstanceSourceDetails
{
}

/// <summary>Chooses the kind of InstanceSourceDetails by its "sourceType".</summary>
internal sealed class InstanceSourceDetailsModelConverter : DiscriminatedModelConverter<InstanceSourceDetails>
{
    public InstanceSourceDetailsModelConverter()
        : base("sourceType", kind => kind switch
        {
            "image" => new InstanceSourceViaImageDetails(),
            "bootVolume" => new InstanceSourceViaBootVolumeDetails(),
            _ => null,
        })
    {
    }
}

/// <summary>A new boot volume of an image.</summary>
public class InstanceSourceViaImageDetails : InstanceSourceDetails
{
    [JsonProperty("imageId")]
    public string ImageId { get; set; }

    [JsonProperty("sourceType")]
    internal readonly string sourceType = "image";
}

/// <summary>An existing boot volume.</summary>
public class InstanceSourceViaBootVolumeDetails : InstanceSourceDetails
{
    [JsonProperty("bootVolumeId")]
    public string BootVolumeId { get; set; }

    [JsonProperty("sourceType")]
    internal readonly string sourceType = "bootVolume";
}
