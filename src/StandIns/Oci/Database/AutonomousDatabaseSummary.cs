using System.Runtime.Serialization;
using Newtonsoft.Json;
using Oci.Common.Utils;

namespace Oci.DatabaseService.Models;

public class AutonomousDatabaseSummary
{
    [JsonProperty(PropertyName = "id")]
    public string Id { get; set; }

    [JsonProperty(PropertyName = "compartmentId")]
    public string CompartmentId { get; set; }

    public enum LifecycleStateEnum
    {
        [EnumMember(Value = null)]
        UnknownEnumValue,

        [EnumMember(Value = "PROVISIONING")]
        Provisioning,

        [EnumMember(Value = "AVAILABLE")]
        Available,

        [EnumMember(Value = "STOPPING")]
        Stopping,

        [EnumMember(Value = "STOPPED")]
        Stopped,

        [EnumMember(Value = "STARTING")]
        Starting,

        [EnumMember(Value = "TERMINATING")]
        Terminating,

        [EnumMember(Value = "TERMINATED")]
        Terminated,

        [EnumMember(Value = "UNAVAILABLE")]
        Unavailable,

        [EnumMember(Value = "RESTORE_IN_PROGRESS")]
        RestoreInProgress,

        [EnumMember(Value = "RESTORE_FAILED")]
        RestoreFailed,

        [EnumMember(Value = "BACKUP_IN_PROGRESS")]
        BackupInProgress,

        [EnumMember(Value = "SCALE_IN_PROGRESS")]
        ScaleInProgress,

        [EnumMember(Value = "AVAILABLE_NEEDS_ATTENTION")]
        AvailableNeedsAttention,

        [EnumMember(Value = "UPDATING")]
        Updating,

        [EnumMember(Value = "MAINTENANCE_IN_PROGRESS")]
        MaintenanceInProgress,

        [EnumMember(Value = "RESTARTING")]
        Restarting,

        [EnumMember(Value = "RECREATING")]
        Recreating,

        [EnumMember(Value = "ROLE_CHANGE_IN_PROGRESS")]
        RoleChangeInProgress,

        [EnumMember(Value = "UPGRADING")]
        Upgrading,

        [EnumMember(Value = "INACCESSIBLE")]
        Inaccessible,

        [EnumMember(Value = "STANDBY")]
        Standby,

        [EnumMember(Value = "TRANSPORTING")]
        Transporting,
    }

    [JsonProperty(PropertyName = "lifecycleState")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public LifecycleStateEnum? LifecycleState { get; set; }

    [JsonProperty(PropertyName = "lifecycleDetails")]
    public string LifecycleDetails { get; set; }

    [JsonProperty(PropertyName = "kmsKeyId")]
    public string KmsKeyId { get; set; }

    [JsonProperty(PropertyName = "vaultId")]
    public string VaultId { get; set; }

    [JsonProperty(PropertyName = "dbName")]
    public string DbName { get; set; }

    [JsonProperty(PropertyName = "computeCount")]
    public float? ComputeCount { get; set; }

    [JsonProperty(PropertyName = "backupRetentionPeriodInDays")]
    public int? BackupRetentionPeriodInDays { get; set; }

    [JsonProperty(PropertyName = "dataStorageSizeInGBs")]
    public int? DataStorageSizeInGBs { get; set; }

    [JsonProperty(PropertyName = "timeCreated")]
    public DateTime? TimeCreated { get; set; }

    [JsonProperty(PropertyName = "displayName")]
    public string DisplayName { get; set; }

    [JsonProperty(PropertyName = "freeformTags")]
    public Dictionary<string, string> FreeformTags { get; set; }

    [JsonProperty(PropertyName = "dbVersion")]
    public string DbVersion { get; set; }

    [JsonProperty(PropertyName = "whitelistedIps")]
    public List<string> WhitelistedIps { get; set; }

    [JsonProperty(PropertyName = "sourceId")]
    public string SourceId { get; set; }

    public enum RoleEnum
    {
        [EnumMember(Value = null)]
        UnknownEnumValue,

        [EnumMember(Value = "PRIMARY")]
        Primary,

        [EnumMember(Value = "STANDBY")]
        Standby,

        [EnumMember(Value = "DISABLED_STANDBY")]
        DisabledStandby,

        [EnumMember(Value = "BACKUP_COPY")]
        BackupCopy,

        [EnumMember(Value = "SNAPSHOT_STANDBY")]
        SnapshotStandby,
    }

    [JsonProperty(PropertyName = "role")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public RoleEnum? Role { get; set; }

    [JsonProperty(PropertyName = "peerDbIds")]
    public List<string> PeerDbIds { get; set; }
}
