namespace DrDrills.Objectives;

/// <summary>One objective of one run: the promise, the measurement, and how they stand.</summary>
/// <param name="Name">"recovery time" or "data loss".</param>
/// <param name="Limit">The promise, or null where none was set.</param>
/// <param name="Measured">The measurement, or null where there is none.</param>
/// <param name="State">How they stand.</param>
/// <param name="Method">How the value was measured, or why it was not.</param>
public sealed record ObjectiveOutcome(string Name, TimeSpan? Limit, TimeSpan? Measured, ObjectiveState State, string Method)
{
    /// <summary>Compares a measurement with a promise; the limit is inclusive.</summary>
    public static ObjectiveOutcome Of(string name, TimeSpan? limit, TimeSpan? measured, string method) => new(
        name,
        limit,
        measured,
        limit is null ? ObjectiveState.NotSet
        : measured is null ? ObjectiveState.NotMeasured
        : measured <= limit ? ObjectiveState.Met
        : ObjectiveState.Missed,
        method);

    /// <summary>The state as people write it: met, missed, not measured, not set.</summary>
    public string StateInWords => State switch
    {
        ObjectiveState.Met => "met",
        ObjectiveState.Missed => "missed",
        ObjectiveState.NotMeasured => "not measured",
        _ => "not set",
    };

    /// <summary>"recovery time 4.2 s, objective 1 h: met".</summary>
    public override string ToString() =>
        $"{Name} {(Measured is { } m ? DurationText.Format(m) : "not measured")}, " +
        $"objective {(Limit is { } l ? DurationText.Format(l) : "not set")}: {StateInWords}";
}
