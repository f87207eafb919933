using DrDrills.Backups;
using DrDrills.PostgreSql.Backups.Wrapping;

namespace DrDrills.PostgreSql.Backups;

/// <summary>Takes every place for a folder of backups or for one backup, wrapped or not; what it is not, <see cref="BackupFolderSource"/> says.</summary>
internal sealed class BackupFolderSourceFactory : IBackupSourceFactory
{
    public Task<bool> RecognisesAsync(string location, BackupSourceOptions options, CancellationToken cancellationToken) => Task.FromResult(true);

    public IBackupSource Open(string location, BackupSourceOptions options) =>
        new WrappedBackupSource(new BackupFolderSource(location, options.Manifest, options.Key), options.Key);
}
