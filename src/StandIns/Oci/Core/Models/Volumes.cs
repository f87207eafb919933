using System.Runtime.Serialization;
using Newtonsoft.Json;
using Oci.Common.Serialization;
using Oci.Common.Utils;

namespace Oci.CoreService.Models;

/// <summary>A block volume.</summary>
public class Volume
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

    [JsonProperty("isHydrated")]
    public bool? IsHydrated { get; set; }

    [JsonProperty("kmsKeyId")]
    public string KmsKeyId { get; set; }

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
    public VolumeSourceDetails SourceDetails { get; set; }

    [JsonProperty("timeCreated")]
    public DateTime? TimeCreated { get; set; }
}

/// <summary>What a new volume shall be.</summary>
public class CreateVolumeDetails
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
    public VolumeSourceDetails SourceDetails { get; set; }
}

/// <summary>Where a volume's content comes from.</summary>
[JsonConverter(typeof(VolumeSourceDetailsModelConverter))]
public class VolumeSourceDetails
{
}

/// <summary>Chooses the kind of VolumeSourceDetails by its "type".</summary>
internal sealed class VolumeSourceDetailsModelConverter : DiscriminatedModelConverter<VolumeSourceDetails>
{
    public VolumeSourceDetailsModelConverter()
        : base("type", kind => kind switch
        {
            "volume" => new VolumeSourceFromVolumeDetails(),
            "volumeBackup" => new VolumeSourceFromVolumeBackupDetails(),
            _ => null,
        })
    {
    }
}

/// <summary>A clone of another volume.</summary>
public class VolumeSourceFromVolumeDetails : VolumeSourceDetails
{
    [JsonProperty("id")]
    public string Id { get; set; }

    [JsonProperty("type")]
    internal readonly string type = "volume";
}

/// <summary>A restored backup.</summary>
public class VolumeSourceFromVolumeBackupDetails : VolumeSourceDetails
{
    [JsonProperty("id")]
    public string Id { get; set; }

    [JsonProperty("type")]
    internal readonly string type = "volumeBackup";
}
