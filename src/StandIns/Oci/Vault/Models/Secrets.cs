using System.Runtime.Serialization;
using Newtonsoft.Json;
using Oci.Common.Utils;

namespace Oci.VaultService.Models;

public class CreateSecretDetails
{
    [JsonProperty(PropertyName = "compartmentId")]
    public string CompartmentId { get; set; }

    [JsonProperty(PropertyName = "definedTags")]
    public Dictionary<string, Dictionary<string, object>> DefinedTags { get; set; }

    [JsonProperty(PropertyName = "description")]
    public string Description { get; set; }

    [JsonProperty(PropertyName = "freeformTags")]
    public Dictionary<string, string> FreeformTags { get; set; }

    [JsonProperty(PropertyName = "keyId")]
    public string KeyId { get; set; }

    [JsonProperty(PropertyName = "metadata")]
    public Dictionary<string, object> Metadata { get; set; }

    [JsonProperty(PropertyName = "secretContent")]
    public SecretContentDetails SecretContent { get; set; }

    [JsonProperty(PropertyName = "rotationConfig")]
    public RotationConfig RotationConfig { get; set; }

    [JsonProperty(PropertyName = "secretName")]
    public string SecretName { get; set; }

    [JsonProperty(PropertyName = "vaultId")]
    public string VaultId { get; set; }
}

public class UpdateSecretDetails
{
    [JsonProperty(PropertyName = "currentVersionNumber")]
    public long? CurrentVersionNumber { get; set; }

    [JsonProperty(PropertyName = "definedTags")]
    public Dictionary<string, Dictionary<string, object>> DefinedTags { get; set; }

    [JsonProperty(PropertyName = "description")]
    public string Description { get; set; }

    [JsonProperty(PropertyName = "freeformTags")]
    public Dictionary<string, string> FreeformTags { get; set; }

    [JsonProperty(PropertyName = "metadata")]
    public Dictionary<string, object> Metadata { get; set; }

    [JsonProperty(PropertyName = "secretContent")]
    public SecretContentDetails SecretContent { get; set; }

    [JsonProperty(PropertyName = "rotationConfig")]
    public RotationConfig RotationConfig { get; set; }
}

public class Secret
{
    public enum LifecycleStateEnum
    {
        [EnumMember(Value = null)]
        UnknownEnumValue,

        [EnumMember(Value = "CREATING")]
        Creating,

        [EnumMember(Value = "ACTIVE")]
        Active,

        [EnumMember(Value = "UPDATING")]
        Updating,

        [EnumMember(Value = "DELETING")]
        Deleting,

        [EnumMember(Value = "DELETED")]
        Deleted,

        [EnumMember(Value = "SCHEDULING_DELETION")]
        SchedulingDeletion,

        [EnumMember(Value = "PENDING_DELETION")]
        PendingDeletion,

        [EnumMember(Value = "CANCELLING_DELETION")]
        CancellingDeletion,

        [EnumMember(Value = "FAILED")]
        Failed,
    }

    public enum RotationStatusEnum
    {
        [EnumMember(Value = null)]
        UnknownEnumValue,

        [EnumMember(Value = "IN_PROGRESS")]
        InProgress,

        [EnumMember(Value = "SCHEDULED")]
        Scheduled,

        [EnumMember(Value = "NOT_ENABLED")]
        NotEnabled,

        [EnumMember(Value = "CANCELLING")]
        Cancelling,
    }

    [JsonProperty(PropertyName = "compartmentId")]
    public string CompartmentId { get; set; }

    [JsonProperty(PropertyName = "currentVersionNumber")]
    public long? CurrentVersionNumber { get; set; }

    [JsonProperty(PropertyName = "definedTags")]
    public Dictionary<string, Dictionary<string, object>> DefinedTags { get; set; }

    [JsonProperty(PropertyName = "description")]
    public string Description { get; set; }

    [JsonProperty(PropertyName = "freeformTags")]
    public Dictionary<string, string> FreeformTags { get; set; }

    [JsonProperty(PropertyName = "id")]
    public string Id { get; set; }

    [JsonProperty(PropertyName = "keyId")]
    public string KeyId { get; set; }

    [JsonProperty(PropertyName = "lifecycleDetails")]
    public string LifecycleDetails { get; set; }

    [JsonProperty(PropertyName = "lifecycleState")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public LifecycleStateEnum? LifecycleState { get; set; }

    [JsonProperty(PropertyName = "metadata")]
    public Dictionary<string, object> Metadata { get; set; }

    [JsonProperty(PropertyName = "isReplica")]
    public bool? IsReplica { get; set; }

    [JsonProperty(PropertyName = "rotationConfig")]
    public RotationConfig RotationConfig { get; set; }

    [JsonProperty(PropertyName = "rotationStatus")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public RotationStatusEnum? RotationStatus { get; set; }

    [JsonProperty(PropertyName = "lastRotationTime")]
    public DateTime? LastRotationTime { get; set; }

    [JsonProperty(PropertyName = "nextRotationTime")]
    public DateTime? NextRotationTime { get; set; }

    [JsonProperty(PropertyName = "secretName")]
    public string SecretName { get; set; }

    [JsonProperty(PropertyName = "timeCreated")]
    public DateTime? TimeCreated { get; set; }

    [JsonProperty(PropertyName = "timeOfCurrentVersionExpiry")]
    public DateTime? TimeOfCurrentVersionExpiry { get; set; }

    [JsonProperty(PropertyName = "timeOfDeletion")]
    public DateTime? TimeOfDeletion { get; set; }

    [JsonProperty(PropertyName = "vaultId")]
    public string VaultId { get; set; }
}

public class SecretSummary
{
    public enum LifecycleStateEnum
    {
        [EnumMember(Value = null)]
        UnknownEnumValue,

        [EnumMember(Value = "CREATING")]
        Creating,

        [EnumMember(Value = "ACTIVE")]
        Active,

        [EnumMember(Value = "UPDATING")]
        Updating,

        [EnumMember(Value = "DELETING")]
        Deleting,

        [EnumMember(Value = "DELETED")]
        Deleted,

        [EnumMember(Value = "SCHEDULING_DELETION")]
        SchedulingDeletion,

        [EnumMember(Value = "PENDING_DELETION")]
        PendingDeletion,

        [EnumMember(Value = "CANCELLING_DELETION")]
        CancellingDeletion,

        [EnumMember(Value = "FAILED")]
        Failed,
    }

    [JsonProperty(PropertyName = "compartmentId")]
    public string CompartmentId { get; set; }

    [JsonProperty(PropertyName = "definedTags")]
    public Dictionary<string, Dictionary<string, object>> DefinedTags { get; set; }

    [JsonProperty(PropertyName = "description")]
    public string Description { get; set; }

    [JsonProperty(PropertyName = "freeformTags")]
    public Dictionary<string, string> FreeformTags { get; set; }

    [JsonProperty(PropertyName = "systemTags")]
    public Dictionary<string, Dictionary<string, object>> SystemTags { get; set; }

    [JsonProperty(PropertyName = "keyId")]
    public string KeyId { get; set; }

    [JsonProperty(PropertyName = "id")]
    public string Id { get; set; }

    [JsonProperty(PropertyName = "lifecycleDetails")]
    public string LifecycleDetails { get; set; }

    [JsonProperty(PropertyName = "lifecycleState")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public LifecycleStateEnum? LifecycleState { get; set; }

    [JsonProperty(PropertyName = "isReplica")]
    public bool? IsReplica { get; set; }

    [JsonProperty(PropertyName = "rotationConfig")]
    public RotationConfig RotationConfig { get; set; }

    [JsonProperty(PropertyName = "rotationStatus")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public Secret.RotationStatusEnum? RotationStatus { get; set; }

    [JsonProperty(PropertyName = "lastRotationTime")]
    public DateTime? LastRotationTime { get; set; }

    [JsonProperty(PropertyName = "nextRotationTime")]
    public DateTime? NextRotationTime { get; set; }

    [JsonProperty(PropertyName = "secretName")]
    public string SecretName { get; set; }

    [JsonProperty(PropertyName = "timeCreated")]
    public DateTime? TimeCreated { get; set; }

    [JsonProperty(PropertyName = "timeOfCurrentVersionExpiry")]
    public DateTime? TimeOfCurrentVersionExpiry { get; set; }

    [JsonProperty(PropertyName = "timeOfDeletion")]
    public DateTime? TimeOfDeletion { get; set; }

    [JsonProperty(PropertyName = "vaultId")]
    public string VaultId { get; set; }
}

public class RotationConfig
{
    [JsonProperty(PropertyName = "rotationInterval")]
    public string RotationInterval { get; set; }

    [JsonProperty(PropertyName = "isScheduledRotationEnabled")]
    public bool? IsScheduledRotationEnabled { get; set; }
}

public class ScheduleSecretDeletionDetails
{
    [JsonProperty(PropertyName = "timeOfDeletion")]
    public DateTime? TimeOfDeletion { get; set; }
}
