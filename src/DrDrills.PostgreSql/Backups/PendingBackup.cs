using DrDrills.Backups;
using DrDrills.Errors;

namespace DrDrills.PostgreSql.Backups;

/// <summary>A backup's folder while it is written: under a name that no source lists, renamed once everything is on disk.</summary>
internal sealed class PendingBackup : IDisposable
{
    private readonly string _final;
    private bool _completed;

    private PendingBackup(string folder, string final)
    {
        Folder = folder;
        _final = final;
    }

    public string Folder { get; }

    /// <exception cref="CaptureFailedException">A backup of that name is already there (<c>DR1503</c>).</exception>
    public static PendingBackup Begin(string outFolder, string backupId)
    {
        if (backupId.Length == 0 || backupId.IndexOfAny(['/', '\\', '\0']) >= 0 || backupId[0] == '.')
        {
            throw new ArgumentException($"'{backupId}' cannot be the name of a backup's folder.", nameof(backupId));
        }

        var final = Path.Combine(Path.GetFullPath(outFolder), backupId);
        if (Path.Exists(final))
        {
            throw new CaptureFailedException(
                "DR1503", backupId, $"Backup '{backupId}' is already in '{outFolder}'.", "choose another name, or remove the old one yourself.");
        }

        var pending = Path.Combine(
            Path.GetFullPath(outFolder), $"{BackupLayout.PendingPrefix}{backupId}-{Guid.NewGuid().ToString("N")[..8]}");
        Directory.CreateDirectory(outFolder);
        Directory.CreateDirectory(
            pending, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return new PendingBackup(pending, final);
    }

    /// <summary>Writes the manifest, pushes all to disk, gives the folder its name.</summary>
    public async Task<DirectoryInfo> CompleteAsync(BackupManifest manifest, CancellationToken cancellationToken)
    {
        await ManifestJson.WriteAsync(manifest, Path.Combine(Folder, BackupLayout.Manifest), cancellationToken).ConfigureAwait(false);
        BackupFiles.Flush(Folder);
        Directory.Move(Folder, _final);
        _completed = true;
        BackupFiles.FlushOne(Path.GetDirectoryName(_final)!);
        return new DirectoryInfo(_final);
    }

    public void Dispose()
    {
        if (!_completed && Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
