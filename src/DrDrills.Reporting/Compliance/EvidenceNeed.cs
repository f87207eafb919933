using System.Text.Json.Serialization;

namespace DrDrills.Reporting.Compliance;

/// <summary>What a control wants to see; a record supplies it, or does not.</summary>
public enum EvidenceNeed
{
    /// <summary>A restore whose content was compared with a manifest or a live source, and passed.</summary>
    [JsonStringEnumMemberName("content")]
    Content,

    /// <summary>A recovery time and a data-loss window, measured and within their objectives.</summary>
    [JsonStringEnumMemberName("timed")]
    Timed,

    /// <summary>A restored copy that was shown to be unable to reach out.</summary>
    [JsonStringEnumMemberName("isolated")]
    Isolated,

    /// <summary>Damage done on purpose and seen red for the right reason.</summary>
    [JsonStringEnumMemberName("faults")]
    Faults,

    /// <summary>A reviewed run whose findings, where there are any, have an owner and a due date.</summary>
    [JsonStringEnumMemberName("follow-up")]
    FollowUp,
}
