using DrDrills.Backups;

namespace DrDrills.PostgreSql.Backups.Supabase;

/// <summary>Takes folders with the scripts of <c>supabase db dump</c>.</summary>
internal sealed class SupabaseScriptsSourceFactory : IBackupSourceFactory
{
    public async Task<bool> RecognisesAsync(string location, BackupSourceOptions options, CancellationToken cancellationToken) =>
        Directory.Exists(location) && (await SupabaseScriptsSource.FoldersInAsync(location, options.Key, cancellationToken).ConfigureAwait(false)).Count > 0;

    public IBackupSource Open(string location, BackupSourceOptions options) => new SupabaseScriptsSource(location, options.Manifest, options.Key);
}
