using System.Runtime.Serialization;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;

namespace Oci.DatabaseService.Models;

public class CreateAutonomousDatabaseDetails : CreateAutonomousDatabaseBase
{
    [JsonProperty(PropertyName = "source")]
    internal readonly string source = "NONE";
}

public class CreateAutonomousDatabaseCloneDetails : CreateAutonomousDatabaseBase
{
    [JsonProperty(PropertyName = "sourceId")]
    public string SourceId { get; set; }

    public enum CloneTypeEnum
    {
        [EnumMember(Value = "FULL")]
        Full,

        [EnumMember(Value = "METADATA")]
        Metadata,

        [EnumMember(Value = "PARTIAL")]
        Partial,
    }

    [JsonProperty(PropertyName = "cloneType")]
    [JsonConverter(typeof(StringEnumConverter))]
    public CloneTypeEnum? CloneType { get; set; }

    [JsonProperty(PropertyName = "source")]
    internal readonly string source = "DATABASE";
}

public class CreateAutonomousDatabaseFromBackupDetails : CreateAutonomousDatabaseBase
{
    [JsonProperty(PropertyName = "autonomousDatabaseBackupId")]
    public string AutonomousDatabaseBackupId { get; set; }

    public enum CloneTypeEnum
    {
        [EnumMember(Value = "FULL")]
        Full,

        [EnumMember(Value = "METADATA")]
        Metadata,

        [EnumMember(Value = "PARTIAL")]
        Partial,
    }

    [JsonProperty(PropertyName = "cloneType")]
    [JsonConverter(typeof(StringEnumConverter))]
    public CloneTypeEnum? CloneType { get; set; }

    [JsonProperty(PropertyName = "source")]
    internal readonly string source = "BACKUP_FROM_ID";
}

public class CreateAutonomousDatabaseFromBackupTimestampDetails : CreateAutonomousDatabaseBase
{
    [JsonProperty(PropertyName = "autonomousDatabaseId")]
    public string AutonomousDatabaseId { get; set; }

    [JsonProperty(PropertyName = "timestamp")]
    public DateTime? Timestamp { get; set; }

    public enum CloneTypeEnum
    {
        [EnumMember(Value = "FULL")]
        Full,

        [EnumMember(Value = "METADATA")]
        Metadata,

        [EnumMember(Value = "PARTIAL")]
        Partial,
    }

    [JsonProperty(PropertyName = "cloneType")]
    [JsonConverter(typeof(StringEnumConverter))]
    public CloneTypeEnum? CloneType { get; set; }

    [JsonProperty(PropertyName = "useLatestAvailableBackupTimeStamp")]
    public bool? UseLatestAvailableBackupTimeStamp { get; set; }

    [JsonProperty(PropertyName = "source")]
    internal readonly string source = "BACKUP_FROM_TIMESTAMP";
}

public class CreateCrossRegionAutonomousDatabaseDataGuardDetails : CreateAutonomousDatabaseBase
{
    [JsonProperty(PropertyName = "sourceId")]
    public string SourceId { get; set; }

    [JsonProperty(PropertyName = "source")]
    internal readonly string source = "CROSS_REGION_DATAGUARD";
}
