using System.Runtime.Serialization;
using Newtonsoft.Json;
using Oci.Common.Utils;

namespace Oci.CoreService.Models;

/// <summary>When volumes are backed up, and for how long backups are kept.</summary>
public class VolumeBackupPolicy
{
    [JsonProperty("displayName")]
    public string DisplayName { get; set; }

    [JsonProperty("id")]
    public string Id { get; set; }

    [JsonProperty("schedules")]
    public List<VolumeBackupSchedule> Schedules { get; set; }

    [JsonProperty("destinationRegion")]
    public string DestinationRegion { get; set; }

    [JsonProperty("timeCreated")]
    public DateTime? TimeCreated { get; set; }

    [JsonProperty("compartmentId")]
    public string CompartmentId { get; set; }

    [JsonProperty("freeformTags")]
    public Dictionary<string, string> FreeformTags { get; set; }
}

/// <summary>One schedule of a policy.</summary>
public class VolumeBackupSchedule
{
    public enum BackupTypeEnum
    {
        [EnumMember(Value = null)]
        UnknownEnumValue,

        [EnumMember(Value = "FULL")]
        Full,

        [EnumMember(Value = "INCREMENTAL")]
        Incremental,
    }

    [JsonProperty("backupType")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public BackupTypeEnum? BackupType { get; set; }

    [JsonProperty("offsetSeconds")]
    public int? OffsetSeconds { get; set; }

    public enum PeriodEnum
    {
        [EnumMember(Value = null)]
        UnknownEnumValue,

        [EnumMember(Value = "ONE_HOUR")]
        OneHour,

        [EnumMember(Value = "ONE_DAY")]
        OneDay,

        [EnumMember(Value = "ONE_WEEK")]
        OneWeek,

        [EnumMember(Value = "ONE_MONTH")]
        OneMonth,

        [EnumMember(Value = "ONE_YEAR")]
        OneYear,
    }

    [JsonProperty("period")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public PeriodEnum? Period { get; set; }

    [JsonProperty("hourOfDay")]
    public int? HourOfDay { get; set; }

    [JsonProperty("retentionSeconds")]
    public int? RetentionSeconds { get; set; }
}

/// <summary>A policy on a volume.</summary>
public class VolumeBackupPolicyAssignment
{
    [JsonProperty("assetId")]
    public string AssetId { get; set; }

    [JsonProperty("id")]
    public string Id { get; set; }

    [JsonProperty("policyId")]
    public string PolicyId { get; set; }

    [JsonProperty("timeCreated")]
    public DateTime? TimeCreated { get; set; }
}
