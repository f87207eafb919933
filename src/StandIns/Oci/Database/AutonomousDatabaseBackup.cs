using System.Runtime.Serialization;
using Newtonsoft.Json;
using Oci.Common.Utils;

namespace Oci.DatabaseService.Models;

public class AutonomousDatabaseBackup
{
    [JsonProperty(PropertyName = "id")]
    public string Id { get; set; }

    [JsonProperty(PropertyName = "compartmentId")]
    public string CompartmentId { get; set; }

    [JsonProperty(PropertyName = "autonomousDatabaseId")]
    public string AutonomousDatabaseId { get; set; }

    [JsonProperty(PropertyName = "displayName")]
    public string DisplayName { get; set; }

    public enum TypeEnum
    {
        [EnumMember(Value = null)]
        UnknownEnumValue,

        [EnumMember(Value = "INCREMENTAL")]
        Incremental,

        [EnumMember(Value = "FULL")]
        Full,

        [EnumMember(Value = "LONGTERM")]
        Longterm,

        [EnumMember(Value = "VIRTUAL_FULL")]
        VirtualFull,

        [EnumMember(Value = "CUMULATIVE_INCREMENTAL")]
        CumulativeIncremental,

        [EnumMember(Value = "ROLL_FORWARD_IMAGE_COPY")]
        RollForwardImageCopy,
    }

    [JsonProperty(PropertyName = "type")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public TypeEnum? Type { get; set; }

    [JsonProperty(PropertyName = "isAutomatic")]
    public bool? IsAutomatic { get; set; }

    [JsonProperty(PropertyName = "timeStarted")]
    public DateTime? TimeStarted { get; set; }

    [JsonProperty(PropertyName = "timeEnded")]
    public DateTime? TimeEnded { get; set; }

    [JsonProperty(PropertyName = "lifecycleDetails")]
    public string LifecycleDetails { get; set; }

    public enum LifecycleStateEnum
    {
        [EnumMember(Value = null)]
        UnknownEnumValue,

        [EnumMember(Value = "CREATING")]
        Creating,

        [EnumMember(Value = "ACTIVE")]
        Active,

        [EnumMember(Value = "DELETING")]
        Deleting,

        [EnumMember(Value = "DELETED")]
        Deleted,

        [EnumMember(Value = "FAILED")]
        Failed,

        [EnumMember(Value = "UPDATING")]
        Updating,
    }

    [JsonProperty(PropertyName = "lifecycleState")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public LifecycleStateEnum? LifecycleState { get; set; }

    [JsonProperty(PropertyName = "isRestorable")]
    public bool? IsRestorable { get; set; }

    [JsonProperty(PropertyName = "retentionPeriodInDays")]
    public int? RetentionPeriodInDays { get; set; }

    [JsonProperty(PropertyName = "timeAvailableTill")]
    public DateTime? TimeAvailableTill { get; set; }

    [JsonProperty(PropertyName = "dbVersion")]
    public string DbVersion { get; set; }

    [JsonProperty(PropertyName = "sizeInTBs")]
    public double SizeInTBs { get; set; }

    [JsonProperty(PropertyName = "region")]
    public string Region { get; set; }
}

public class AutonomousDatabaseBackupSummary
{
    [JsonProperty(PropertyName = "id")]
    public string Id { get; set; }

    [JsonProperty(PropertyName = "compartmentId")]
    public string CompartmentId { get; set; }

    [JsonProperty(PropertyName = "autonomousDatabaseId")]
    public string AutonomousDatabaseId { get; set; }

    [JsonProperty(PropertyName = "displayName")]
    public string DisplayName { get; set; }

    public enum TypeEnum
    {
        [EnumMember(Value = null)]
        UnknownEnumValue,

        [EnumMember(Value = "INCREMENTAL")]
        Incremental,

        [EnumMember(Value = "FULL")]
        Full,

        [EnumMember(Value = "LONGTERM")]
        Longterm,

        [EnumMember(Value = "VIRTUAL_FULL")]
        VirtualFull,

        [EnumMember(Value = "CUMULATIVE_INCREMENTAL")]
        CumulativeIncremental,

        [EnumMember(Value = "ROLL_FORWARD_IMAGE_COPY")]
        RollForwardImageCopy,
    }

    [JsonProperty(PropertyName = "type")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public TypeEnum? Type { get; set; }

    [JsonProperty(PropertyName = "isAutomatic")]
    public bool? IsAutomatic { get; set; }

    [JsonProperty(PropertyName = "timeStarted")]
    public DateTime? TimeStarted { get; set; }

    [JsonProperty(PropertyName = "timeEnded")]
    public DateTime? TimeEnded { get; set; }

    [JsonProperty(PropertyName = "lifecycleDetails")]
    public string LifecycleDetails { get; set; }

    public enum LifecycleStateEnum
    {
        [EnumMember(Value = null)]
        UnknownEnumValue,

        [EnumMember(Value = "CREATING")]
        Creating,

        [EnumMember(Value = "ACTIVE")]
        Active,

        [EnumMember(Value = "DELETING")]
        Deleting,

        [EnumMember(Value = "DELETED")]
        Deleted,

        [EnumMember(Value = "FAILED")]
        Failed,

        [EnumMember(Value = "UPDATING")]
        Updating,
    }

    [JsonProperty(PropertyName = "lifecycleState")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public LifecycleStateEnum? LifecycleState { get; set; }

    [JsonProperty(PropertyName = "isRestorable")]
    public bool? IsRestorable { get; set; }

    [JsonProperty(PropertyName = "retentionPeriodInDays")]
    public int? RetentionPeriodInDays { get; set; }

    [JsonProperty(PropertyName = "timeAvailableTill")]
    public DateTime? TimeAvailableTill { get; set; }

    [JsonProperty(PropertyName = "dbVersion")]
    public string DbVersion { get; set; }

    [JsonProperty(PropertyName = "sizeInTBs")]
    public double SizeInTBs { get; set; }

    [JsonProperty(PropertyName = "region")]
    public string Region { get; set; }
}
