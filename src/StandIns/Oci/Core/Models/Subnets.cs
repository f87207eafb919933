using System.Runtime.Serialization;
using Newtonsoft.Json;
using Oci.Common.Utils;

namespace Oci.CoreService.Models;

/// <summary>A part of a network.</summary>
public class Subnet
{
    [JsonProperty("compartmentId")]
    public string CompartmentId { get; set; }

    [JsonProperty("displayName")]
    public string DisplayName { get; set; }

    [JsonProperty("id")]
    public string Id { get; set; }

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

        [EnumMember(Value = "UPDATING")]
        Updating,
    }

    [JsonProperty("lifecycleState")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public LifecycleStateEnum? LifecycleState { get; set; }

    [JsonProperty("prohibitPublicIpOnVnic")]
    public bool? ProhibitPublicIpOnVnic { get; set; }

    [JsonProperty("securityListIds")]
    public List<string> SecurityListIds { get; set; }

    [JsonProperty("vcnId")]
    public string VcnId { get; set; }
}

/// <summary>What may come into a subnet, and leave it.</summary>
public class SecurityList
{
    [JsonProperty("compartmentId")]
    public string CompartmentId { get; set; }

    [JsonProperty("displayName")]
    public string DisplayName { get; set; }

    [JsonProperty("egressSecurityRules")]
    public List<EgressSecurityRule> EgressSecurityRules { get; set; }

    [JsonProperty("id")]
    public string Id { get; set; }

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

    [JsonProperty("vcnId")]
    public string VcnId { get; set; }
}

/// <summary>Something that may leave.</summary>
public class EgressSecurityRule
{
    [JsonProperty("destination")]
    public string Destination { get; set; }

    [JsonProperty("isStateless")]
    public bool? IsStateless { get; set; }

    [JsonProperty("protocol")]
    public string Protocol { get; set; }

    [JsonProperty("description")]
    public string Description { get; set; }
}
