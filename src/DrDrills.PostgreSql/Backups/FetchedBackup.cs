using DrDrills.Backups;
using DrDrills.Drills;

namespace DrDrills.PostgreSql.Backups;

/// <summary>A backup brought into the work folder.</summary>
internal static class FetchedBackup
{
    public static async Task<DirectoryInfo> BringAsync(
        IBackupSource source, BackupDescriptor backup, DirectoryInfo workFolder, IProgress<StageProgress> progress, CancellationToken cancellationToken)
    {
        var folder = workFolder.CreateSubdirectory($"backup-{Guid.NewGuid().ToString("N")[..8]}");
        await BringIntoAsync(source, backup, folder, progress, cancellationToken).ConfigureAwait(false);
        return folder;
    }

    public static async Task BringIntoAsync(
        IBackupSource source, BackupDescriptor backup, DirectoryInfo folder, IProgress<StageProgress> progress, CancellationToken cancellationToken)
    {
        var total = backup.Size.Bytes > 0 ? backup.Size.Bytes : (long?)null;
        await source.FetchAsync(
            backup,
            folder,
            new Relay(bytes => progress.Report(new StageProgress(bytes.Bytes, total, "bytes", backup.Id.Value))),
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Passes on at once; <see cref="Progress{T}"/> would do it later on another thread.</summary>
    private sealed class Relay(Action<ByteCount> report) : IProgress<ByteCount>
    {
        public void Report(ByteCount value) => report(value);
    }
}
