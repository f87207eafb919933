using DrDrills.Backups;

namespace DrDrills.Drills;

/// <summary>One way to get one system back: the drill calls its members in the order of the stages and times each.</summary>
/// <remarks>
/// Used once, by one drill, from one thread. A member throws a <see cref="Errors.DrillException"/> when it could not do its part;
/// <see cref="DisposeOfCopyAsync"/> is called last whatever happened before, and repeats nothing that is already gone.
/// </remarks>
public interface IRecovery : IAsyncDisposable
{
    /// <summary>Finds the backup.</summary>
    Task<BackupDescriptor> LocateAsync(Incident incident, CancellationToken cancellationToken);

    /// <summary>Makes a place to restore into, isolated and empty; null where restoring makes the place itself.</summary>
    Task<TargetDescription?> ProvisionAsync(BackupDescriptor backup, IProgress<StageProgress> progress, CancellationToken cancellationToken);

    /// <summary>Brings the backup's files to where they are restored from; null where they are restored where they lie.</summary>
    Task<FetchOutcome?> FetchAsync(BackupDescriptor backup, IProgress<StageProgress> progress, CancellationToken cancellationToken);

    /// <summary>Materialises the backup; null where nothing has to be made, as in a drill that only looks.</summary>
    Task<RestoreOutcome?> RestoreAsync(IProgress<StageProgress> progress, CancellationToken cancellationToken);

    /// <summary>Replays to the recovery target; null where this kind of backup has nothing to replay.</summary>
    Task<RestoreOutcome?> ReplayAsync(IProgress<StageProgress> progress, CancellationToken cancellationToken);

    /// <summary>What verifications may look at, once restored.</summary>
    RestoredCopy Copy { get; }

    /// <summary>Shows that the verified system is usable: a real connection, a real query.</summary>
    /// <returns>What was shown.</returns>
    Task<string> ReadyAsync(CancellationToken cancellationToken);

    /// <summary>Removes the copy and everything made for it, and looks whether it is gone.</summary>
    Task<DisposalOutcome> DisposeOfCopyAsync(CancellationToken cancellationToken);
}
