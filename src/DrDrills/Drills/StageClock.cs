using DrDrills.Errors;

namespace DrDrills.Drills;

/// <summary>Runs the stages of one drill, each timed on one monotonic clock, each bounded.</summary>
internal sealed class StageClock(TimeProvider clock, IDrillObserver observer, TimeSpan limit)
{
    private static readonly TimeSpan DisposalLimit = TimeSpan.FromMinutes(5);

    private readonly long _declared = clock.GetTimestamp();
    private readonly List<StageRecord> _records = [];

    public DateTimeOffset DeclaredAt { get; } = clock.GetUtcNow();

    public IReadOnlyList<StageRecord> Records => _records;

    /// <summary>Time since the incident was declared.</summary>
    public TimeSpan Elapsed => clock.GetElapsedTime(_declared);

    public long Timestamp => clock.GetTimestamp();

    public TimeSpan Since(long timestamp) => clock.GetElapsedTime(timestamp);

    /// <summary>Runs one stage; any exception leaves a record and comes out as a <see cref="DrillException"/> or as cancellation.</summary>
    /// <param name="stage">Which.</param>
    /// <param name="work">Does it; returns its result (null where there was nothing to do) and what was done, in counts.</param>
    /// <param name="cancellationToken">The caller's wish to stop.</param>
    public async Task<T> RunAsync<T>(
        DrillStage stage,
        Func<IProgress<StageProgress>, CancellationToken, Task<(T Result, string Detail)>> work,
        CancellationToken cancellationToken)
    {
        var bound = stage == DrillStage.Dispose ? DisposalLimit : limit;
        using var overLimit = new CancellationTokenSource(bound, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, overLimit.Token);
        var startedAt = clock.GetUtcNow();
        var started = clock.GetTimestamp();
        observer.StageBegan(stage);
        try
        {
            var (result, detail) = await work(new Progress(observer, stage), either.Token).ConfigureAwait(false);
            Record(stage, result is null ? StageState.Skipped : StageState.Completed, startedAt, started, detail);
            return result;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Record(stage, StageState.Failed, startedAt, started, "cancelled");
            throw;
        }
        catch (OperationCanceledException e) when (overLimit.IsCancellationRequested)
        {
            var late = new TargetNotReadyException(
                "DR3302",
                StageNames.Of(stage),
                $"Stage '{StageNames.Of(stage)}' did not end within its limit of {Objectives.DurationText.Format(bound)}.",
                "is the system under drill larger than planned, or does a tool hang? Raise the stage limit or look at the run's log.",
                cause: e);
            Record(stage, StageState.Failed, startedAt, started, late.Statement);
            throw late;
        }
        catch (DrillException e)
        {
            Record(stage, StageState.Failed, startedAt, started, e.Statement);
            throw;
        }
#pragma warning disable CA1031 // A stage's border: whatever came out is recorded and never becomes a pass.
        catch (Exception e)
#pragma warning restore CA1031
        {
            var unexpected = new UnexpectedErrorException($"Stage '{StageNames.Of(stage)}'", e);
            Record(stage, StageState.Failed, startedAt, started, unexpected.Statement);
            throw unexpected;
        }
    }

    /// <summary>Leaves a record of a stage that did not run, and why.</summary>
    public void Skip(DrillStage stage, string because)
    {
        var record = new StageRecord(stage, StageState.Skipped, clock.GetUtcNow(), Elapsed, TimeSpan.Zero, 0, because);
        _records.Add(record);
        observer.StageEnded(record);
    }

    /// <summary>Leaves records of all stages before disposal that were not reached.</summary>
    public void SkipRest(string because)
    {
        foreach (var stage in Enum.GetValues<DrillStage>().Where(s => s != DrillStage.Dispose && _records.All(r => r.Stage != s)))
        {
            Skip(stage, because);
        }
    }

    private void Record(DrillStage stage, StageState state, DateTimeOffset startedAt, long started, string detail)
    {
        var record = new StageRecord(
            stage, state, startedAt, clock.GetElapsedTime(_declared, started), clock.GetElapsedTime(started), 1, detail);
        _records.Add(record);
        observer.StageEnded(record);
    }

    private sealed class Progress(IDrillObserver observer, DrillStage stage) : IProgress<StageProgress>
    {
        public void Report(StageProgress value) => observer.Progressed(stage, value);
    }
}
