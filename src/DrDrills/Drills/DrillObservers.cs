using DrDrills.Verification;

namespace DrDrills.Drills;

/// <summary>Several observers told as one, in order.</summary>
/// <param name="observers">Each is told of everything.</param>
public sealed class DrillObservers(params IReadOnlyList<IDrillObserver> observers) : IDrillObserver
{
    /// <inheritdoc/>
    public void StageBegan(DrillStage stage) => Each(o => o.StageBegan(stage));

    /// <inheritdoc/>
    public void StageEnded(StageRecord stage) => Each(o => o.StageEnded(stage));

    /// <inheritdoc/>
    public void Progressed(DrillStage stage, StageProgress progress) => Each(o => o.Progressed(stage, progress));

    /// <inheritdoc/>
    public void VerificationBegan(VerificationId id, string title) => Each(o => o.VerificationBegan(id, title));

    /// <inheritdoc/>
    public void VerificationEnded(VerificationOutcome outcome) => Each(o => o.VerificationEnded(outcome));

    private void Each(Action<IDrillObserver> tell)
    {
        foreach (var observer in observers)
        {
            tell(observer);
        }
    }
}
