using DrDrills.Backups;
using DrDrills.PostgreSql.Backups.Barman;
using DrDrills.PostgreSql.Backups.PgBackRest;
using DrDrills.PostgreSql.Backups.Supabase;

namespace DrDrills.PostgreSql.Backups;

/// <summary>Every kind of place that backups are read from.</summary>
public static class BackupSources
{
    /// <summary>All of them, the most particular first; the last takes whatever is left and says what it looked for.</summary>
    public static IReadOnlyList<IBackupSourceFactory> Default { get; } =
    [
        new SupabaseScriptsSourceFactory(),
        new PgBackRestSourceFactory(),
        new BarmanSourceFactory(),
        new BackupFolderSourceFactory(),
    ];

    /// <summary>The source of a place on this machine, told from its content.</summary>
    /// <param name="location">Path of a file or folder.</param>
    /// <param name="options">What is known of it beyond its path.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<IBackupSource> OpenAsync(string location, BackupSourceOptions options, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(location);
        ArgumentNullException.ThrowIfNull(options);
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(location));
        foreach (var factory in Path.Exists(path) ? Default : [])
        {
            if (await factory.RecognisesAsync(path, options, cancellationToken).ConfigureAwait(false))
            {
                return factory.Open(path, options);
            }
        }

        return Default[^1].Open(path, options);
    }
}
