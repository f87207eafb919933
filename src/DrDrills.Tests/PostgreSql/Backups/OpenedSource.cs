using DrDrills.Backups;
using DrDrills.PostgreSql.Backups;

namespace DrDrills.Tests.PostgreSql.Backups;

/// <summary>Sources where a test has no place to wait for one.</summary>
internal static class OpenedSource
{
    /// <inheritdoc cref="BackupSources.OpenAsync"/>
    public static IBackupSource At(string location, BackupSourceOptions options) =>
        Task.Run(() => BackupSources.OpenAsync(location, options, CancellationToken.None)).GetAwaiter().GetResult();
}
