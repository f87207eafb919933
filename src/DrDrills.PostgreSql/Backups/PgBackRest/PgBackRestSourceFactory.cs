using DrDrills.Backups;

namespace DrDrills.PostgreSql.Backups.PgBackRest;

/// <summary>Repositories of pgBackRest: a folder with <c>backup/STANZA/backup.info</c> beside <c>archive/</c>.</summary>
internal sealed class PgBackRestSourceFactory : IBackupSourceFactory
{
    public Task<bool> RecognisesAsync(string location, BackupSourceOptions options, CancellationToken cancellationToken) =>
        Task.FromResult(Directory.Exists(Path.Combine(location, "archive")) && PgBackRestSource.StanzasIn(location).Count > 0);

    public IBackupSource Open(string location, BackupSourceOptions options) => new PgBackRestSource(location, options);
}
