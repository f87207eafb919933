using System.Runtime.Serialization;
using Newtonsoft.Json;
using Oci.Common.Utils;

namespace Oci.WorkrequestsService.Models;

/// <summary>Something a core service does in the background.</summary>
public class WorkRequest
{
    /// <summary>How far it is.</summary>
    public enum StatusEnum
    {
        /// <summary>A value that this version does not know.</summary>
        [EnumMember(Value = null)]
        UnknownEnumValue,

        [EnumMember(Value = "ACCEPTED")]
        Accepted,

        [EnumMember(Value = "IN_PROGRESS")]
        InProgress,

        [EnumMember(Value = "FAILED")]
        Failed,

        [EnumMember(Value = "SUCCEEDED")]
        Succeeded,

        [EnumMember(Value = "CANCELING")]
        Canceling,

        [EnumMember(Value = "CANCELED")]
        Canceled,
    }

    [JsonProperty("operationType")]
    public string OperationType { get; set; }

    [JsonProperty("status")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public StatusEnum? Status { get; set; }

    [JsonProperty("id")]
    public string Id { get; set; }

    [JsonProperty("compartmentId")]
    public string CompartmentId { get; set; }

    [JsonProperty("resources")]
    public List<WorkRequestResource> Resources { get; set; }

    [JsonProperty("percentComplete")]
    public float? PercentComplete { get; set; }

    [JsonProperty("timeAccepted")]
    public DateTime? TimeAccepted { get; set; }

    [JsonProperty("timeStarted")]
    public DateTime? TimeStarted { get; set; }

    [JsonProperty("timeFinished")]
    public DateTime? TimeFinished { get; set; }
}

/// <summary>What a work request touches.</summary>
public class WorkRequestResource
{
    [JsonProperty("entityType")]
    public string EntityType { get; set; }

    [JsonProperty("identifier")]
    public string Identifier { get; set; }

    [JsonProperty("entityUri")]
    public string EntityUri { get; set; }
}

/// <summary>Why a work request failed.</summary>
public class WorkRequestError
{
    [JsonProperty("code")]
    public string Code { get; set; }

    [JsonProperty("message")]
    public string Message { get; set; }

    [JsonProperty("timestamp")]
    public DateTime? Timestamp { get; set; }
}
