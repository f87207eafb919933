using System.Runtime.Serialization;
using Newtonsoft.Json;
using Oci.Common.Utils;

namespace Oci.KeymanagementService.Models;

public class Vault
{
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

    public enum VaultTypeEnum
    {
        [EnumMember(Value = null)]
        UnknownEnumValue,

        [EnumMember(Value = "VIRTUAL_PRIVATE")]
        VirtualPrivate,

        [EnumMember(Value = "DEFAULT")]
        Default,

        [EnumMember(Value = "EXTERNAL")]
        External,
    }

    [JsonProperty(PropertyName = "compartmentId")]
    public string CompartmentId { get; set; }

    [JsonProperty(PropertyName = "cryptoEndpoint")]
    public string CryptoEndpoint { get; set; }

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

    [JsonProperty(PropertyName = "managementEndpoint")]
    public string ManagementEndpoint { get; set; }

    [JsonProperty(PropertyName = "timeCreated")]
    public DateTime? TimeCreated { get; set; }

    [JsonProperty(PropertyName = "timeOfDeletion")]
    public DateTime? TimeOfDeletion { get; set; }

    [JsonProperty(PropertyName = "vaultType")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public VaultTypeEnum? VaultType { get; set; }

    [JsonProperty(PropertyName = "restoredFromVaultId")]
    public string RestoredFromVaultId { get; set; }

    [JsonProperty(PropertyName = "wrappingkeyId")]
    public string WrappingkeyId { get; set; }

    [JsonProperty(PropertyName = "isPrimary")]
    public bool? IsPrimary { get; set; }

    [JsonProperty(PropertyName = "isVaultReplicable")]
    public bool? IsVaultReplicable { get; set; }
}

public class VaultSummary
{
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

    public enum VaultTypeEnum
    {
        [EnumMember(Value = null)]
        UnknownEnumValue,

        [EnumMember(Value = "VIRTUAL_PRIVATE")]
        VirtualPrivate,

        [EnumMember(Value = "EXTERNAL")]
        External,

        [EnumMember(Value = "DEFAULT")]
        Default,
    }

    [JsonProperty(PropertyName = "compartmentId")]
    public string CompartmentId { get; set; }

    [JsonProperty(PropertyName = "cryptoEndpoint")]
    public string CryptoEndpoint { get; set; }

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

    [JsonProperty(PropertyName = "managementEndpoint")]
    public string ManagementEndpoint { get; set; }

    [JsonProperty(PropertyName = "timeCreated")]
    public DateTime? TimeCreated { get; set; }

    [JsonProperty(PropertyName = "vaultType")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public VaultTypeEnum? VaultType { get; set; }
}
