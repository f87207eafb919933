namespace DrDrills.Objectives;

/// <summary>The promised limit of the recovery time (RTO).</summary>
/// <param name="Limit">Inclusive; greater than zero.</param>
public readonly record struct RecoveryTimeObjective(TimeSpan Limit)
{
    /// <summary>Reads "15 minutes", "1 hour", "90s", "PT1H".</summary>
    /// <exception cref="FormatException">The text is no duration.</exception>
    public static RecoveryTimeObjective Parse(string text) => new(DurationText.Parse(text));

    /// <inheritdoc/>
    public override string ToString() => DurationText.Format(Limit);
}
