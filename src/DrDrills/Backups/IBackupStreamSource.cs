using DrDrills.Drills;

namespace DrDrills.Backups;

/// <summary>A place whose backups can also flow: restored while they are read, never laid down on disk.</summary>
/// <remarks>Reads only, as <see cref="IBackupSource"/> does. One stream is open at a time.</remarks>
public interface IBackupStreamSource : IBackupSource
{
    /// <summary>Whether a backup is restored while it flows; others are fetched. All do unless said otherwise.</summary>
    bool Flows(BackupDescriptor backup) => true;

    /// <summary>Makes one backup readable: what lies in an archive tier is restored from it, in bounded time.</summary>
    /// <param name="backup">One that <see cref="IBackupSource.ListAsync"/> returned.</param>
    /// <param name="progress">Told what is waited for, or null.</param>
    /// <param name="cancellationToken">Ends the wait; what was asked for goes on at the source.</param>
    /// <returns>What was done, in counts: "3 objects; 2 of them restored from the archive tier".</returns>
    /// <exception cref="Errors.TargetNotReadyException">It did not become readable in time; the text names what was waited for.</exception>
    Task<string> PrepareAsync(BackupDescriptor backup, IProgress<StageProgress>? progress, CancellationToken cancellationToken);

    /// <summary>Opens the one file that the backup's content is, from its first byte. May be called again after the stream is disposed of.</summary>
    /// <param name="backup">One that was prepared.</param>
    /// <param name="cancellationToken">Ends the opening; the stream has tokens of its own.</param>
    /// <exception cref="Errors.BackupUnreadableException">The backup is not one file, or a part of it is not there.</exception>
    Task<IStreamedBackup> OpenAsync(BackupDescriptor backup, CancellationToken cancellationToken);
}
