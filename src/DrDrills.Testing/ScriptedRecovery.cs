using DrDrills.Backups;
using DrDrills.Drills;

namespace DrDrills.Testing;

/// <summary>A recovery that does what a test tells it to, and writes down in which order it was asked.</summary>
/// <remarks>Every member takes its stage's scripted action first: to pass time, to throw, to wait for the token.</remarks>
public sealed class ScriptedRecovery : IRecovery
{
    private readonly Dictionary<DrillStage, Func<CancellationToken, Task>> _actions = [];

    /// <summary>Stages that were asked for, in order; "dispose" stands for the recovery's own disposal.</summary>
    public List<string> Calls { get; } = [];

    public BackupDescriptor Backup { get; init; } = Samples.Backup();

    public TargetDescription Target { get; init; } = Samples.Target();

    public RecoveryPoint? Point { get; init; } = Samples.Point();

    public RestoreOutcome? Replayed { get; init; }

    /// <summary>Whether nothing is restored, as in an audit.</summary>
    public bool OnlyLooks { get; init; }

    public IReadOnlyList<string> Deviations { get; init; } = [];

    public DisposalOutcome Disposal { get; set; } = new(true, ["folder removed; it is no longer there"]);

    public RestoredCopy Copy { get; init; } = new(null, null);

    public ScriptedRecovery On(DrillStage stage, Action action) => On(stage, _ =>
    {
        action();
        return Task.CompletedTask;
    });

    public ScriptedRecovery On(DrillStage stage, Func<CancellationToken, Task> action)
    {
        _actions[stage] = action;
        return this;
    }

    public async Task<BackupDescriptor> LocateAsync(Incident incident, CancellationToken cancellationToken)
    {
        await ActAsync(DrillStage.Locate, cancellationToken);
        return Backup;
    }

    public async Task<TargetDescription?> ProvisionAsync(
        BackupDescriptor backup, IProgress<StageProgress> progress, CancellationToken cancellationToken)
    {
        await ActAsync(DrillStage.Provision, cancellationToken);
        return Target;
    }

    public async Task<FetchOutcome?> FetchAsync(
        BackupDescriptor backup, IProgress<StageProgress> progress, CancellationToken cancellationToken)
    {
        await ActAsync(DrillStage.Fetch, cancellationToken);
        progress.Report(new StageProgress(1, 2, "bytes"));
        return new FetchOutcome(new DirectoryInfo("/nowhere"), 2, new ByteCount(2048));
    }

    public async Task<RestoreOutcome?> RestoreAsync(IProgress<StageProgress> progress, CancellationToken cancellationToken)
    {
        await ActAsync(DrillStage.Restore, cancellationToken);
        return OnlyLooks ? null : new RestoreOutcome("12 objects, 2 jobs", Point, Deviations, "restored");
    }

    public async Task<RestoreOutcome?> ReplayAsync(IProgress<StageProgress> progress, CancellationToken cancellationToken)
    {
        await ActAsync(DrillStage.Replay, cancellationToken);
        return Replayed;
    }

    public async Task<string> ReadyAsync(CancellationToken cancellationToken)
    {
        await ActAsync(DrillStage.Ready, cancellationToken);
        return "a connection and a query";
    }

    public async Task<DisposalOutcome> DisposeOfCopyAsync(CancellationToken cancellationToken)
    {
        await ActAsync(DrillStage.Dispose, cancellationToken);
        return Disposal;
    }

    public ValueTask DisposeAsync()
    {
        Calls.Add("disposed");
        return ValueTask.CompletedTask;
    }

    private async Task ActAsync(DrillStage stage, CancellationToken cancellationToken)
    {
        Calls.Add(StageNames.Of(stage));
        if (_actions.TryGetValue(stage, out var action))
        {
            await action(cancellationToken);
        }
    }
}
