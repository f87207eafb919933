using DrDrills.Backups;

namespace DrDrills.PostgreSql.Backups.Supabase;

/// <summary>Takes folders with the scripts of <c>supabase db dump</c>.</summary>
internal sealed class SupabaseScriptsSourceFactory : IBackupSourceFactory
{
    public bool Recognises(string location) => Directory.Exists(location) && SupabaseScriptsSource.FoldersIn(location).Any();

    public IBackupSource Open(string location, BackupSourceOptions options) => new SupabaseScriptsSource(location, options.Manifest);
}
