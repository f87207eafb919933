using System.Runtime.Serialization;
using Newtonsoft.Json;
using Oci.Common.Serialization;
using Oci.Common.Utils;

namespace Oci.CoreService.Models;

/// <summary>A boot volume.</summary>
public class BootVolume
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

    [JsonProperty("imageId")]
    public string ImageId { get; set; }

    public enum LifecycleStateEnum
    {
        [EnumMember(Value = null)]
        UnknownEnumValue,

        [EnumMember(Value = "PROVISIONING")]
        Provisioning,

        [EnumMember(Value = "RESTORING")]
        Restoring,

        [EnumMember(Value = "AVAILABLE")]
        Available,

        [EnumMember(Value = "TERMINATING")]
        Terminating,

        [EnumMember(Value = "TERMINATED")]
        Terminated,

        [EnumMember(Value = "FAULTY")]
        Faulty,
    }

    [JsonProperty("lifecycleState")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public LifecycleStateEnum? LifecycleState { get; set; }

    [JsonProperty("sizeInGBs")]
    public long? SizeInGBs { get; set; }

    [JsonProperty("sourceDetails")]
    public BootVolumeSourceDetails SourceDetails { get; set; }

    [JsonProperty("timeCreated")]
    public DateTime? TimeCreated { get; set; }

    [JsonProperty("kmsKeyId")]
    public string KmsKeyId { get; set; }
}

/// <summary>What a new boot volume shall be.</summary>
public class CreateBootVolumeDetails
{
    [JsonProperty("availabilityDomain")]
    public string AvailabilityDomain { get; set; }

    [JsonProperty("compartmentId")]
    public string CompartmentId { get; set; }

    [JsonProperty("displayName")]
    public string DisplayName { get; set; }

    [JsonProperty("freeformTags")]
    public Dictionary<string, string> FreeformTags { get; set; }

    [JsonProperty("kmsKeyId")]
    public string KmsKeyId { get; set; }

    [JsonProperty("sizeInGBs")]
    public long? SizeInGBs { get; set; }

    [JsonProperty("sourceDetails")]
    public BootVolumeSourceDetails SourceDetails { get; set; }
}

/// <summary>Where a boot volume's content comes from.</summary>
[JsonConverter(typeof(BootVolumeSourceDetailsModelConverter))]
public class BootVolumeSourceDetails
{
}

/// <summary>Chooses the kind of BootVolumeSourceDetails by its "type".</summary>
internal sealed class BootVolumeSourceDetailsModelConverter : DiscriminatedModelConverter<BootVolumeSourceDetails>
{
    public BootVolumeSourceDetailsModelConverter()
        : base("type", kind => kind switch
        {
            "bootVolume" => new BootVolumeSourceFromBootVolumeDetails(),
            "bootVolumeBackup" => new BootVolumeSourceFromBootVolumeBackupDetails(),
            _ => null,
        })
    {
    }
}

/// <summary>A clone of another boot volume.</summary>
public class BootVolumeSourceFromBootVolumeDetails : BootVolumeSourceDetails
{
    [JsonProperty("id")]
    public string Id { get; set; }

    [JsonProperty("type")]
    internal readonly string type = "bootVolume";
}

/// <summary>A restored backup.</summary>
public class BootVolumeSourceFromBootVolumeBackupDetails : BootVolumeSourceDetails
{
    [JsonProperty("id")]
    public string Id { get; set; }

    [JsonProperty("type")]
    internal readonly string type = "bootVolumeBackup";
}
