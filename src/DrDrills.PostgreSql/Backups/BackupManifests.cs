using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.PostgreSql.Manifests;
using Npgsql;

namespace DrDrills.PostgreSql.Backups;

/// <summary>Manifests as captures take them.</summary>
internal static class BackupManifests
{
    public static Task<BackupManifest> TakeAsync(
        NpgsqlDataSource source, string backupId, string? snapshotId, int parallelism, IProgress<StageProgress>? progress,
        CancellationToken cancellationToken) =>
        ManifestTaker.TakeAsync(
            source,
            new ManifestOptions { BackupId = backupId, SnapshotId = snapshotId, Parallelism = Math.Max(1, parallelism) },
            progress,
            cancellationToken);
}
