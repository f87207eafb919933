using DrDrills.Drills;
using DrDrills.Verification;

namespace DrDrills.Cli.Comparing;

/// <summary>Tells of a restore as of any other piece of work.</summary>
/// <param name="side">Which side is restored.</param>
/// <param name="progress">Where to.</param>
internal sealed class StageTeller(string side, IProgress<StageProgress> progress) : IDrillObserver
{
    private static readonly int _stages = Enum.GetValues<DrillStage>().Length;

    public void StageBegan(DrillStage stage) =>
        progress.Report(new StageProgress((int)stage + 1, _stages, "stages", $"{side}, {StageNames.Of(stage)}"));

    public void StageEnded(StageRecord stage)
    {
    }

    public void Progressed(DrillStage stage, StageProgress progressed) => progress.Report(
        progressed with { Subject = $"{side}, {StageNames.Of(stage)}{(progressed.Subject is { } what ? ", " + what : "")}" });

    public void VerificationBegan(VerificationId id, string title)
    {
    }

    public void VerificationEnded(VerificationOutcome outcome)
    {
    }
}
