using DrDrills.Backups;

namespace DrDrills.PostgreSql.Backups.Barman;

/// <summary>Folders of Barman: one server's, with <c>base/</c> and <c>wals/</c>, or the home of one or more.</summary>
internal sealed class BarmanSourceFactory : IBackupSourceFactory
{
    public Task<bool> RecognisesAsync(string location, BackupSourceOptions options, CancellationToken cancellationToken) =>
        Task.FromResult(BarmanSource.ServersIn(location).Count > 0);

    public IBackupSource Open(string location, BackupSourceOptions options) => new BarmanSource(location, options);
}
