using System.Runtime.Serialization;
using Newtonsoft.Json;
using Oci.Common.Utils;

namespace Oci.CoreService.Models;

/// <summary>A backup of a boot volume.</summary>
public class BootVolumeBackup
{
    [JsonProperty("bootVolumeId")]
    public string BootVolumeId { get; set; }

    [JsonProperty("compartmentId")]
    public string CompartmentId { get; set; }

    [JsonProperty("displayName")]
    public string DisplayName { get; set; }

    [JsonProperty("expirationTime")]
    public DateTime? ExpirationTime { get; set; }

    [JsonProperty("freeformTags")]
    public Dictionary<string, string> FreeformTags { get; set; }

    [JsonProperty("id")]
    public string Id { get; set; }

    [JsonProperty("imageId")]
    public string ImageId { get; set; }

    [JsonProperty("kmsKeyId")]
    public string KmsKeyId { get; set; }

    public enum LifecycleStateEnum
    {
        [EnumMember(Value = null)]
        UnknownEnumValue,

        [EnumMember(Value = "CREATING")]
        Creating,

        [EnumMember(Value = "AVAILABLE")]
        Available,

        [EnumMember(Value = "TERMINATING")]
        Terminating,

        [EnumMember(Value = "TERMINATED")]
        Terminated,

        [EnumMember(Value = "FAULTY")]
        Faulty,

        [EnumMember(Value = "REQUEST_RECEIVED")]
        RequestReceived,
    }

    [JsonProperty("lifecycleState")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public LifecycleStateEnum? LifecycleState { get; set; }

    [JsonProperty("sizeInGBs")]
    public long? SizeInGBs { get; set; }

    [JsonProperty("sourceBootVolumeBackupId")]
    public string SourceBootVolumeBackupId { get; set; }

    public enum SourceTypeEnum
    {
        [EnumMember(Value = null)]
        UnknownEnumValue,

        [EnumMember(Value = "MANUAL")]
        Manual,

        [EnumMember(Value = "SCHEDULED")]
        Scheduled,
    }

    [JsonProperty("sourceType")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public SourceTypeEnum? SourceType { get; set; }

    [JsonProperty("timeCreated")]
    public DateTime? TimeCreated { get; set; }

    [JsonProperty("timeRequestReceived")]
    public DateTime? TimeRequestReceived { get; set; }

    public enum TypeEnum
    {
        [EnumMember(Value = null)]
        UnknownEnumValue,

        [EnumMember(Value = "FULL")]
        Full,

        [EnumMember(Value = "INCREMENTAL")]
        Incremental,
    }

    [JsonProperty("type")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public TypeEnum? Type { get; set; }

    [JsonProperty("uniqueSizeInGBs")]
    public long? UniqueSizeInGBs { get; set; }
}
