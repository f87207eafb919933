using System.Text.Json.Serialization;

namespace DrDrills.Evidence;

/// <summary>What a record can be proof of.</summary>
public enum EvidenceKind
{
    /// <summary>A drill that recovers; passed, it is proof of recovery.</summary>
    [JsonStringEnumMemberName("recovery drill")]
    RecoveryDrill,

    /// <summary>A drill over a damaged backup; it shows that the harness sees damage, and is never proof of recovery.</summary>
    [JsonStringEnumMemberName("negative control")]
    NegativeControl,
}
