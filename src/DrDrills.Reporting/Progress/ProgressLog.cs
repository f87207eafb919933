using System.Text.RegularExpressions;
using DrDrills.Drills;
using DrDrills.Verification;

namespace DrDrills.Reporting.Progress;

/// <summary>Writes what happens in one drill to the run's <c>progress.jsonl</c>, line by line, for whoever watches.</summary>
/// <remarks>
/// Drills of one process share the file. A line that cannot be written is dropped: a full disk must not decide a verdict. Steps forward
/// within a stage are written at most twice a second.
/// </remarks>
public sealed partial class ProgressLog : IDrillObserver
{
    private static readonly Lock _oneWriter = new();
    private static readonly TimeSpan _pace = TimeSpan.FromMilliseconds(500);

    private readonly string _file;
    private readonly string _drill;
    private readonly TimeProvider _time;
    private long _lastProgress;

    /// <summary>Opens the log of one drill.</summary>
    /// <param name="runFolder">The run's folder; made if it is not there.</param>
    /// <param name="drill">The drill's identity.</param>
    /// <param name="time">Where instants come from.</param>
    public ProgressLog(string runFolder, string drill, TimeProvider time)
    {
        Directory.CreateDirectory(runFolder);
        _file = Path.Combine(runFolder, ProgressEvent.FileName);
        _drill = drill;
        _time = time;
    }

    /// <summary>The drill begins.</summary>
    /// <param name="title">For people.</param>
    public void DrillBegan(string title) => Write(Of(ProgressKind.DrillBegan) with { Detail = title });

    /// <summary>The drill ended.</summary>
    /// <param name="run">What came of it.</param>
    public void DrillEnded(DrillRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        Write(Of(ProgressKind.DrillEnded) with
        {
            Verdict = Words(run.Verdict.ToString()),
            Detail = run.VerdictReason,
            Seconds = run.RecoveryTime.Measured?.TotalSeconds,
        });
    }

    /// <inheritdoc/>
    public void StageBegan(DrillStage stage) => Write(Of(ProgressKind.StageBegan) with { Stage = Words(stage.ToString()) });

    /// <inheritdoc/>
    public void StageEnded(StageRecord stage)
    {
        ArgumentNullException.ThrowIfNull(stage);
        Write(Of(ProgressKind.StageEnded) with
        {
            Stage = Words(stage.Stage.ToString()),
            Seconds = stage.Duration.TotalSeconds,
            Verdict = Words(stage.State.ToString()),
            Detail = stage.Detail,
        });
    }

    /// <inheritdoc/>
    public void Progressed(DrillStage stage, StageProgress progress)
    {
        var last = Interlocked.Read(ref _lastProgress);
        var now = _time.GetTimestamp();
        if ((last != 0 && _time.GetElapsedTime(last, now) < _pace)
            || Interlocked.CompareExchange(ref _lastProgress, now, last) != last)
        {
            return;
        }

        Write(Of(ProgressKind.Progress) with
        {
            Stage = Words(stage.ToString()),
            Done = progress.Done,
            Total = progress.Total,
            Unit = progress.Unit,
            Detail = progress.Subject,
        });
    }

    /// <inheritdoc/>
    public void VerificationBegan(VerificationId id, string title) =>
        Write(Of(ProgressKind.VerificationBegan) with { Stage = id.ToString(), Detail = title });

    /// <inheritdoc/>
    public void VerificationEnded(VerificationOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        Write(Of(ProgressKind.VerificationEnded) with
        {
            Stage = outcome.Id.ToString(),
            Seconds = outcome.Duration.TotalSeconds,
            Verdict = Words(outcome.Verdict.ToString()),
            Detail = outcome.InconclusiveBecause
                ?? (outcome.Findings.Count == 0 ? outcome.Scope : $"{outcome.Scope}; {outcome.Findings.Count} findings"),
        });
    }

    /// <summary>"DeclareIncident" in words: "declare incident".</summary>
    internal static string Words(string name) =>
        Capital().Replace(name, match => (match.Index == 0 ? "" : " ") + match.Value.ToLowerInvariant());

    private ProgressEvent Of(ProgressKind kind) => new(_time.GetUtcNow(), _drill, kind);

    private void Write(ProgressEvent progress)
    {
        lock (_oneWriter)
        {
            try
            {
                File.AppendAllText(_file, progress.ToLine() + "\n");
            }
            catch (IOException)
            {
                // Dropped; see the remarks.
            }
        }
    }

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
