using DrDrills.Verification;

namespace DrDrills.Drills;

/// <summary>Nobody watches.</summary>
public sealed class NoObserver : IDrillObserver
{
    private NoObserver()
    {
    }

    /// <summary>The one instance.</summary>
    public static NoObserver Instance { get; } = new();

    /// <inheritdoc/>
    public void StageBegan(DrillStage stage)
    {
    }

    /// <inheritdoc/>
    public void StageEnded(StageRecord stage)
    {
    }

    /// <inheritdoc/>
    public void Progressed(DrillStage stage, StageProgress progress)
    {
    }

    /// <inheritdoc/>
    public void VerificationBegan(VerificationId id, string title)
    {
    }

    /// <inheritdoc/>
    public void VerificationEnded(VerificationOutcome outcome)
    {
    }
}
