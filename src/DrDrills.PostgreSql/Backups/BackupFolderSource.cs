using DrDrills.Backups;
using DrDrills.Credentials;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups.BaseBackup;
using DrDrills.PostgreSql.Backups.Wrapping;

namespace DrDrills.PostgreSql.Backups;

/// <summary>Backups in a folder of this machine: a folder of backup folders, one backup folder, or one bare dump.</summary>
/// <remarks>What a backup is, is told from its content. Folders of captures that never finished are not listed.</remarks>
public sealed class BackupFolderSource : IBackupStreamSource, IKeyedSource
{
    private readonly string _path;
    private readonly string? _manifestPath;
    private readonly SecretText? _key;

    /// <summary>Opens nothing yet.</summary>
    /// <param name="path">A folder of backups, one backup's folder, or one dump file.</param>
    /// <param name="manifestPath">The manifest of the one backup at <paramref name="path"/>, where it is not beside it; or null.</param>
    /// <param name="key">What the encrypted archives of a base backup are opened with, or null.</param>
    public BackupFolderSource(string path, string? manifestPath = null, SecretText? key = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        _path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        _manifestPath = manifestPath is null ? null : Path.GetFullPath(manifestPath);
        _key = key;
    }

    /// <inheritdoc/>
    public string Location => _path;

    SecretText? IKeyedSource.Key => _key;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<BackupDescriptor>> ListAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!Path.Exists(_path))
        {
            throw new BackupNotFoundException(
                "DR1101", _path, $"No backup is at '{_path}': there is no such file or folder.", "is the path right, and is the disk mounted?");
        }

        if (await TryDescribeAsync(_path, _manifestPath, cancellationToken).ConfigureAwait(false) is { } only)
        {
            return [only];
        }

        var found = new List<BackupDescriptor>();
        foreach (var entry in Directory.Exists(_path) ? Directory.EnumerateFileSystemEntries(_path) : [])
        {
            if (!BackupLayout.IsPending(Path.GetFileName(entry))
                && await TryDescribeAsync(entry, null, cancellationToken).ConfigureAwait(false) is { } backup)
            {
                found.Add(backup);
            }
        }

        if (found.Count == 0)
        {
            throw NothingFound();
        }

        if (_manifestPath is not null && found.Count > 1)
        {
            throw new ManifestInvalidException(
                "DR1204",
                _manifestPath,
                $"Manifest '{_manifestPath}' was named for '{_path}', which holds {found.Count} backups.",
                "name one backup's own folder or file together with its manifest.");
        }

        return _manifestPath is null
            ? [.. found.OrderByDescending(backup => backup.TakenAt).ThenByDescending(backup => backup.Id.Value, StringComparer.Ordinal)]
            : [(await TryDescribeAsync(found[0].Location, _manifestPath, cancellationToken).ConfigureAwait(false))!];
    }

    /// <inheritdoc/>
    public async Task<ByteCount> FetchAsync(
        BackupDescriptor backup, DirectoryInfo destination, IProgress<ByteCount>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(backup);
        ArgumentNullException.ThrowIfNull(destination);
        return await BackupFiles.CopyAsync(StillThere(backup).Location, destination.FullName, progress, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <remarks>What lies on this machine is fetched, so that it is proven whole before a restore is spent on it.</remarks>
    public bool Flows(BackupDescriptor backup) => false;

    /// <inheritdoc/>
    public Task<string> PrepareAsync(BackupDescriptor backup, IProgress<StageProgress>? progress, CancellationToken cancellationToken) =>
        Task.FromResult("read where it lies");

    /// <inheritdoc/>
    public async Task<IStreamedBackup> OpenAsync(BackupDescriptor backup, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(backup);
        cancellationToken.ThrowIfCancellationRequested();
        return await FolderFlow.OpenAsync(StillThere(backup), cancellationToken).ConfigureAwait(false);
    }

    private static BackupDescriptor StillThere(BackupDescriptor backup) => Path.Exists(backup.Location) ? backup : throw new BackupNotFoundException(
        "DR1105",
        backup.Id.Value,
        $"Backup '{backup.Id}' was listed at '{backup.Location}' but is not there any more.",
        "does retention delete backups while a drill runs?");

    private static bool IsOneBackup(string path, BackupPayload? payload) =>
        File.Exists(Path.Combine(path, BackupLayout.Manifest)) || (payload is not null
        && (payload.Path == path || Path.GetFileName(payload.Path) is BackupLayout.CustomDump or BackupLayout.DirectoryDump
            or BackupLayout.TarDump or BackupLayout.PlainDump or BackupLayout.Base));

    private BackupNotFoundException NothingFound() => new(
        "DR1102",
        _path,
        $"No backup is in '{_path}'.",
        "looked for folders with 'manifest.json'; for files that begin like a pg_dump custom archive, tar or plain dump, or a script of pg_dumpall; for folders with "
        + "'toc.dat' (pg_dump directory format), 'backup_label' or 'PG_VERSION' (base backup), or a tar archive of such a folder; for "
        + $"any file of these wrapped in {string.Join(", ", Wrappings.Default.Select(wrapping => wrapping.Name))}\n"
        + "has the backup job written anything here? A folder named '.pending-…' is a capture that was killed.");

    /// <returns>Null where it is not one backup.</returns>
    private async Task<BackupDescriptor?> TryDescribeAsync(string path, string? manifestPath, CancellationToken cancellationToken)
    {
        var payload = await BackupPayload.FindAsync(path, _key, cancellationToken).ConfigureAwait(false);
        if (!IsOneBackup(path, payload))
        {
            return null;
        }

        var beside = Path.Combine(path, BackupLayout.Manifest);
        manifestPath ??= File.Exists(beside) ? beside : null;
        var manifest = manifestPath is null ? null : await ManifestJson.ReadAsync(manifestPath, cancellationToken).ConfigureAwait(false);
        var made = manifest?.Backup;
        var head = payload?.Head;
        return new BackupDescriptor
        {
            Id = new BackupId(manifest?.BackupId ?? Path.GetFileName(path)),
            Format = payload?.Format ?? new BackupFormat(made?.Format ?? "unknown"),
            Location = path,
            Tool = made is not null ? $"{made.Tool} {made.ToolVersion}" : head?.ToolVersion is { } version ? $"pg_dump {version}" : "unknown",
            ServerVersion = head?.ServerVersion,
            TakenAt = manifest?.TakenAt ?? BaseBackupLabel.StartOf(payload),
            Size = BackupFiles.SizeOf(path),
            Manifest = manifest,
            ManifestDigest = manifestPath is null
                ? null
                : await Sha256Digest.OfFileAsync(manifestPath, cancellationToken).ConfigureAwait(false),
        };
    }
}
