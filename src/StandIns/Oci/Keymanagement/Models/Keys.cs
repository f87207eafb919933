using System.Runtime.Serialization;
using Newtonsoft.Json;
using Oci.Common.Utils;

namespace Oci.KeymanagementService.Models;

public class Key
{
    public enum ProtectionModeEnum
    {
        [EnumMember(Value = null)]
        UnknownEnumValue,

        [EnumMember(Value = "HSM")]
        Hsm,

        [EnumMember(Value = "SOFTWARE")]
        Software,

        [EnumMember(Value = "EXTERNAL")]
        External,
    }

    public enum LifecycleStateEnum
    {
        [EnumMember(Value = null)]
        UnknownEnumValue,

        [EnumMember(Value = "CREATING")]
        Creating,

        [EnumMember(Value = "ENABLING")]
        Enabling,

        [EnumMember(Value = "ENABLED")]
        Enabled,

        [EnumMember(Value = "DISABLING")]
        Disabling,

        [EnumMember(Value = "DISABLED")]
        Disabled,

        [EnumMember(Value = "DELETING")]
        Deleting,

        [EnumMember(Value = "DELETED")]
        Deleted,

        [EnumMember(Value = "PENDING_DELETION")]
        PendingDeletion,

        [EnumMember(Value = "SCHEDULING_DELETION")]
        SchedulingDeletion,

        [EnumMember(Value = "CANCELLING_DELETION")]
        CancellingDeletion,

        [EnumMember(Value = "UPDATING")]
        Updating,

        [EnumMember(Value = "BACKUP_IN_PROGRESS")]
        BackupInProgress,

        [EnumMember(Value = "RESTORING")]
        Restoring,
    }

    [JsonProperty(PropertyName = "compartmentId")]
    public string CompartmentId { get; set; }

    [JsonProperty(PropertyName = "currentKeyVersion")]
    public string CurrentKeyVersion { get; set; }

    [JsonProperty(PropertyName = "definedTags")]
    public Dictionary<string, Dictionary<string, object>> DefinedTags { get; set; }

    [JsonProperty(PropertyName = "displayName")]
    public string DisplayName { get; set; }

    [JsonProperty(PropertyName = "freeformTags")]
    public Dictionary<string, string> FreeformTags { get; set; }

    [JsonProperty(PropertyName = "id")]
    public string Id { get; set; }

    [JsonProperty(PropertyName = "keyShape")]
    public KeyShape KeyShape { get; set; }

    [JsonProperty(PropertyName = "protectionMode")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public ProtectionModeEnum? ProtectionMode { get; set; }

    [JsonProperty(PropertyName = "lifecycleState")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public LifecycleStateEnum? LifecycleState { get; set; }

    [JsonProperty(PropertyName = "timeCreated")]
    public DateTime? TimeCreated { get; set; }

    [JsonProperty(PropertyName = "timeOfDeletion")]
    public DateTime? TimeOfDeletion { get; set; }

    [JsonProperty(PropertyName = "vaultId")]
    public string VaultId { get; set; }

    [JsonProperty(PropertyName = "restoredFromKeyId")]
    public string RestoredFromKeyId { get; set; }

    [JsonProperty(PropertyName = "isPrimary")]
    public bool? IsPrimary { get; set; }

    [JsonProperty(PropertyName = "isAutoRotationEnabled")]
    public bool? IsAutoRotationEnabled { get; set; }
}

public class KeySummary
{
    public enum LifecycleStateEnum
    {
        [EnumMember(Value = null)]
        UnknownEnumValue,

        [EnumMember(Value = "CREATING")]
        Creating,

        [EnumMember(Value = "ENABLING")]
        Enabling,

        [EnumMember(Value = "ENABLED")]
        Enabled,

        [EnumMember(Value = "DISABLING")]
        Disabling,

        [EnumMember(Value = "DISABLED")]
        Disabled,

        [EnumMember(Value = "DELETING")]
        Deleting,

        [EnumMember(Value = "DELETED")]
        Deleted,

        [EnumMember(Value = "PENDING_DELETION")]
        PendingDeletion,

        [EnumMember(Value = "SCHEDULING_DELETION")]
        SchedulingDeletion,

        [EnumMember(Value = "CANCELLING_DELETION")]
        CancellingDeletion,

        [EnumMember(Value = "UPDATING")]
        Updating,

        [EnumMember(Value = "BACKUP_IN_PROGRESS")]
        BackupInProgress,

        [EnumMember(Value = "RESTORING")]
        Restoring,
    }

    public enum ProtectionModeEnum
    {
        [EnumMember(Value = null)]
        UnknownEnumValue,

        [EnumMember(Value = "HSM")]
        Hsm,

        [EnumMember(Value = "SOFTWARE")]
        Software,

        [EnumMember(Value = "EXTERNAL")]
        External,
    }

    public enum AlgorithmEnum
    {
        [EnumMember(Value = null)]
        UnknownEnumValue,

        [EnumMember(Value = "AES")]
        Aes,

        [EnumMember(Value = "RSA")]
        Rsa,

        [EnumMember(Value = "ECDSA")]
        Ecdsa,
    }

    [JsonProperty(PropertyName = "compartmentId")]
    public string CompartmentId { get; set; }

    [JsonProperty(PropertyName = "definedTags")]
    public Dictionary<string, Dictionary<string, object>> DefinedTags { get; set; }

    [JsonProperty(PropertyName = "displayName")]
    public string DisplayName { get; set; }

    [JsonProperty(PropertyName = "freeformTags")]
    public Dictionary<string, string> FreeformTags { get; set; }

    [JsonProperty(PropertyName = "id")]
    public string Id { get; set; }

    [JsonProperty(PropertyName = "lifecycleState")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public LifecycleStateEnum? LifecycleState { get; set; }

    [JsonProperty(PropertyName = "timeCreated")]
    public DateTime? TimeCreated { get; set; }

    [JsonProperty(PropertyName = "vaultId")]
    public string VaultId { get; set; }

    [JsonProperty(PropertyName = "protectionMode")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public ProtectionModeEnum? ProtectionMode { get; set; }

    [JsonProperty(PropertyName = "algorithm")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public AlgorithmEnum? Algorithm { get; set; }

    [JsonProperty(PropertyName = "isAutoRotationEnabled")]
    public bool? IsAutoRotationEnabled { get; set; }
}

public class KeyShape
{
    public enum AlgorithmEnum
    {
        [EnumMember(Value = null)]
        UnknownEnumValue,

        [EnumMember(Value = "AES")]
        Aes,

        [EnumMember(Value = "RSA")]
        Rsa,

        [EnumMember(Value = "ECDSA")]
        Ecdsa,
    }

    public enum CurveIdEnum
    {
        [EnumMember(Value = null)]
        UnknownEnumValue,

        [EnumMember(Value = "NIST_P256")]
        NistP256,

        [EnumMember(Value = "NIST_P384")]
        NistP384,

        [EnumMember(Value = "NIST_P521")]
        NistP521,
    }

    [JsonProperty(PropertyName = "algorithm")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public AlgorithmEnum? Algorithm { get; set; }

    [JsonProperty(PropertyName = "length")]
    public int? Length { get; set; }

    [JsonProperty(PropertyName = "curveId")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public CurveIdEnum? CurveId { get; set; }
}

public class KeyVersionSummary
{
    public enum LifecycleStateEnum
    {
        [EnumMember(Value = null)]
        UnknownEnumValue,

        [EnumMember(Value = "CREATING")]
        Creating,

        [EnumMember(Value = "ENABLING")]
        Enabling,

        [EnumMember(Value = "ENABLED")]
        Enabled,

        [EnumMember(Value = "DISABLING")]
        Disabling,

        [EnumMember(Value = "DISABLED")]
        Disabled,

        [EnumMember(Value = "DELETING")]
        Deleting,

        [EnumMember(Value = "DELETED")]
        Deleted,

        [EnumMember(Value = "PENDING_DELETION")]
        PendingDeletion,

        [EnumMember(Value = "SCHEDULING_DELETION")]
        SchedulingDeletion,

        [EnumMember(Value = "CANCELLING_DELETION")]
        CancellingDeletion,
    }

    public enum OriginEnum
    {
        [EnumMember(Value = null)]
        UnknownEnumValue,

        [EnumMember(Value = "INTERNAL")]
        Internal,

        [EnumMember(Value = "EXTERNAL")]
        External,
    }

    [JsonProperty(PropertyName = "compartmentId")]
    public string CompartmentId { get; set; }

    [JsonProperty(PropertyName = "id")]
    public string Id { get; set; }

    [JsonProperty(PropertyName = "keyId")]
    public string KeyId { get; set; }

    [JsonProperty(PropertyName = "lifecycleState")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public LifecycleStateEnum? LifecycleState { get; set; }

    [JsonProperty(PropertyName = "origin")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public OriginEnum? Origin { get; set; }

    [JsonProperty(PropertyName = "timeCreated")]
    public DateTime? TimeCreated { get; set; }

    [JsonProperty(PropertyName = "timeOfDeletion")]
    public DateTime? TimeOfDeletion { get; set; }

    [JsonProperty(PropertyName = "vaultId")]
    public string VaultId { get; set; }

    [JsonProperty(PropertyName = "isAutoRotated")]
    public bool? IsAutoRotated { get; set; }
}
