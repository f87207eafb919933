using System.Text.Json.Serialization;

namespace DrDrills.Evidence;

/// <summary>Whether a field of a record has a value, and if not, why not.</summary>
public enum StatedState
{
    /// <summary>The value is there.</summary>
    [JsonStringEnumMemberName("stated")]
    Stated,

    /// <summary>It could have been measured in this drill and was not; the reason says why, and it is never green.</summary>
    [JsonStringEnumMemberName("not measured")]
    NotMeasured,

    /// <summary>It has no meaning for this kind of backup, target or run.</summary>
    [JsonStringEnumMemberName("not applicable")]
    NotApplicable,

    /// <summary>It exists, but nobody told the run, or it comes into being later.</summary>
    [JsonStringEnumMemberName("not recorded")]
    NotRecorded,
}
