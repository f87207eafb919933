using System.Text.Json.Serialization;

namespace DrDrills.Evidence;

/// <summary>How a negative control came out; only <see cref="SeenRedForTheRightReason"/> is as it should be.</summary>
public enum NegativeControlResult
{
    /// <summary>The drill failed, and every expected code was among its findings.</summary>
    [JsonStringEnumMemberName("seen red for the right reason")]
    SeenRedForTheRightReason,

    /// <summary>The drill passed or was inconclusive: the damage was not seen.</summary>
    [JsonStringEnumMemberName("not seen red")]
    NotSeenRed,

    /// <summary>The drill failed, but an expected code is missing, or a sentence of the scenario does not hold (the damaged object is another, say).</summary>
    [JsonStringEnumMemberName("seen red for another reason")]
    SeenRedForAnotherReason,
}
