namespace DrDrills.Objectives;

/// <summary>Measured span of committed work that did not come back.</summary>
/// <param name="Elapsed">
/// The incident's instant minus the newest recovered commit; zero where every commit before the incident is proven to be back.
/// </param>
public readonly record struct DataLossWindow(TimeSpan Elapsed)
{
    /// <inheritdoc/>
    public override string ToString() => DurationText.Format(Elapsed);
}
