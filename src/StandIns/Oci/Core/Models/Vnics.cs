using System.Runtime.Serialization;
using Newtonsoft.Json;
using Oci.Common.Utils;

namespace Oci.CoreService.Models;

/// <summary>A network card at an instance.</summary>
public class VnicAttachment
{
    [JsonProperty("availabilityDomain")]
    public string AvailabilityDomain { get; set; }

    [JsonProperty("compartmentId")]
    public string CompartmentId { get; set; }

    [JsonProperty("displayName")]
    public string DisplayName { get; set; }

    [JsonProperty("id")]
    public string Id { get; set; }

    [JsonProperty("instanceId")]
    public string InstanceId { get; set; }

    public enum LifecycleStateEnum
    {
        [EnumMember(Value = null)]
        UnknownEnumValue,

        [EnumMember(Value = "ATTACHING")]
        Attaching,

        [EnumMember(Value = "ATTACHED")]
        Attached,

        [EnumMember(Value = "DETACHING")]
        Detaching,

        [EnumMember(Value = "DETACHED")]
        Detached,
    }

    [JsonProperty("lifecycleState")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public LifecycleStateEnum? LifecycleState { get; set; }

    [JsonProperty("subnetId")]
    public string SubnetId { get; set; }

    [JsonProperty("timeCreated")]
    public DateTime? TimeCreated { get; set; }

    [JsonProperty("vnicId")]
    public string VnicId { get; set; }
}

/// <summary>A network card with its addresses.</summary>
public class Vnic
{
    [JsonProperty("compartmentId")]
    public string CompartmentId { get; set; }

    [JsonProperty("displayName")]
    public string DisplayName { get; set; }

    [JsonProperty("id")]
    public string Id { get; set; }

    [JsonProperty("isPrimary")]
    public bool? IsPrimary { get; set; }

    public enum LifecycleStateEnum
    {
        [EnumMember(Value = null)]
        UnknownEnumValue,

        [EnumMember(Value = "PROVISIONING")]
        Provisioning,

        [EnumMember(Value = "AVAILABLE")]
        Available,

        [EnumMember(Value = "TERMINATING")]
        Terminating,

        [EnumMember(Value = "TERMINATED")]
        Terminated,
    }

    [JsonProperty("lifecycleState")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public LifecycleStateEnum? LifecycleState { get; set; }

    [JsonProperty("privateIp")]
    public string PrivateIp { get; set; }

    [JsonProperty("publicIp")]
    public string PublicIp { get; set; }

    [JsonProperty("subnetId")]
    public string SubnetId { get; set; }

    [JsonProperty("timeCreated")]
    public DateTime? TimeCreated { get; set; }
}
