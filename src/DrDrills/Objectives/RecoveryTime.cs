namespace DrDrills.Objectives;

/// <summary>Measured time from the declared incident to a verified, usable system.</summary>
/// <param name="Elapsed">From one monotonic clock.</param>
public readonly record struct RecoveryTime(TimeSpan Elapsed)
{
    /// <inheritdoc/>
    public override string ToString() => DurationText.Format(Elapsed);
}
