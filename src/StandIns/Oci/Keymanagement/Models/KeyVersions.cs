using System.Runtime.Serialization;
using Newtonsoft.Json;
using Oci.Common.Utils;

namespace Oci.KeymanagementService.Models;

public class KeyVersion
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

    [JsonProperty(PropertyName = "publicKey")]
    public string PublicKey { get; set; }

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

    [JsonProperty(PropertyName = "restoredFromKeyVersionId")]
    public string RestoredFromKeyVersionId { get; set; }

    [JsonProperty(PropertyName = "isPrimary")]
    public bool? IsPrimary { get; set; }

    [JsonProperty(PropertyName = "isAutoRotated")]
    public bool? IsAutoRotated { get; set; }
}
