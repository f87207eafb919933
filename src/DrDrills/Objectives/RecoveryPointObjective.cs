namespace DrDrills.Objectives;

/// <summary>The promised limit of the data-loss window (RPO).</summary>
/// <param name="Limit">Inclusive; zero means that no committed transaction may be lost.</param>
public readonly record struct RecoveryPointObjective(TimeSpan Limit)
{
    /// <summary>Reads "24 hours", "0", "zero", "15 min", "PT24H".</summary>
    /// <exception cref="FormatException">The text is no duration.</exception>
    public static RecoveryPointObjective Parse(string text) => new(DurationText.Parse(text));

    /// <inheritdoc/>
    public override string ToString() => DurationText.Format(Limit);
}
