using DrDrills.Drills;
using DrDrills.Verification;

namespace DrDrills.Reporting.Progress;

/// <summary>Puts what a drill tells its observer into progress events; where they go is the derived class's business.</summary>
/// <remarks>Designed for inheritance. Steps forward within a stage are told at most twice a second.</remarks>
/// <param name="drill">The drill's identity.</param>
/// <param name="time">Where instants come from.</param>
public abstract class ProgressObserver(string drill, TimeProvider time) : IDrillObserver
{
    private static readonly TimeSpan _pace = TimeSpan.FromMilliseconds(500);
    private long _lastProgress;

    /// <summary>The drill begins.</summary>
    /// <param name="title">For people.</param>
    public void DrillBegan(string title) => Tell(Of(ProgressKind.DrillBegan) with { Detail = title });

    /// <summary>The drill ended.</summary>
    /// <param name="run">What came of it.</param>
    public void DrillEnded(DrillRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        Tell(Of(ProgressKind.DrillEnded) with
        {
            Verdict = Word(run.Verdict),
            Detail = run.VerdictReason,
            Seconds = run.RecoveryTime.Measured?.TotalSeconds,
            NegativeControl = run.Plan.NegativeControl ? true : null,
        });
    }

    /// <inheritdoc/>
    public void StageBegan(DrillStage stage) => Tell(Of(ProgressKind.StageBegan) with { Stage = StageNames.Of(stage) });

    /// <inheritdoc/>
    public void StageEnded(StageRecord stage)
    {
        ArgumentNullException.ThrowIfNull(stage);
        Tell(Of(ProgressKind.StageEnded) with
        {
            Stage = StageNames.Of(stage.Stage),
            Seconds = stage.Duration.TotalSeconds,
            Verdict = Word(stage.State),
            Detail = stage.Detail,
        });
    }

    /// <inheritdoc/>
    public void Progressed(DrillStage stage, StageProgress progress)
    {
        var last = Interlocked.Read(ref _lastProgress);
        var now = time.GetTimestamp();
        if ((last != 0 && time.GetElapsedTime(last, now) < _pace)
            || Interlocked.CompareExchange(ref _lastProgress, now, last) != last)
        {
            return;
        }

        Tell(Of(ProgressKind.Progress) with
        {
            Stage = StageNames.Of(stage),
            Done = progress.Done,
            Total = progress.Total,
            Unit = progress.Unit,
            Detail = progress.Subject,
        });
    }

    /// <inheritdoc/>
    public void VerificationBegan(VerificationId id, string title) =>
        Tell(Of(ProgressKind.VerificationBegan) with { Stage = id.ToString(), Detail = title });

    /// <inheritdoc/>
    public void VerificationEnded(VerificationOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        Tell(Of(ProgressKind.VerificationEnded) with
        {
            Stage = outcome.Id.ToString(),
            Seconds = outcome.Duration.TotalSeconds,
            Verdict = Word(outcome.Verdict),
            Detail = outcome.InconclusiveBecause
                ?? (outcome.Findings.Count == 0 ? outcome.Scope : $"{outcome.Scope}; {outcome.Findings.Count} findings"),
        });
    }

    private ProgressEvent Of(ProgressKind kind) => new(time.GetUtcNow(), drill, kind);

    /// <summary>Passes one event on; called from any thread, must return at once and not throw.</summary>
    /// <param name="progress">What happened.</param>
    protected abstract void Tell(ProgressEvent progress);

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
