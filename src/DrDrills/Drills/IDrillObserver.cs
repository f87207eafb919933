using DrDrills.Verification;

namespace DrDrills.Drills;

/// <summary>Told of a drill while it runs: a terminal, an Allure step, a log.</summary>
/// <remarks>Called on the drill's own thread between stages, <see cref="Progressed"/> from any thread; must return at once and not throw.</remarks>
public interface IDrillObserver
{
    /// <summary>A stage begins.</summary>
    void StageBegan(DrillStage stage);

    /// <summary>A stage ended, however it ended.</summary>
    void StageEnded(StageRecord stage);

    /// <summary>A stage got further.</summary>
    void Progressed(DrillStage stage, StageProgress progress);

    /// <summary>A verification begins.</summary>
    void VerificationBegan(VerificationId id, string title);

    /// <summary>A verification ended.</summary>
    void VerificationEnded(VerificationOutcome outcome);
}
