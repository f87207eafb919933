using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups.BaseBackup;
using DrDrills.PostgreSql.Backups.Wrapping;

namespace DrDrills.PostgreSql.Backups;

/// <summary>Backups in a folder of this machine: a folder of backup folders, one backup folder, or one bare dump.</summary>
/// <remarks>What a backup is, is told from its content. Folders of captures that never finished are not listed.</remarks>
public sealed class BackupFolderSource : IBackupStreamSource
{
    private readonly string _path;
    private readonly string? _manifestPath;

    /// <summary>Opens nothing yet.</summary>
    /// <param name="path">A folder of backups, one backup's folder, or one dump file.</param>
    /// <param name="manifestPath">The manifest of the one backup at <paramref name="path"/>, where it is not beside it; or null.</param>
    public BackupFolderSource(string path, string? manifestPath = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        _path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        _manifestPath = manifestPath is null ? null : Path.GetFullPath(manifestPath);
    }

    /// <inheritdoc/>
    public string Location => _path;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<BackupDescriptor>> ListAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!Path.Exists(_path))
        {
            throw new BackupNotFoundException(
                "DR1101", _path, $"No backup is at '{_path}': there is no such file or folder.", "is the path right, and is the disk mounted?");
        }

        if (IsOneBackup(_path))
        {
            return [await DescribeAsync(_path, _manifestPath, cancellationToken).ConfigureAwait(false)];
        }

        var found = new List<BackupDescriptor>();
        foreach (var entry in Directory.Exists(_path) ? Directory.EnumerateFileSystemEntries(_path) : [])
        {
            if (!BackupLayout.IsPending(Path.GetFileName(entry)) && IsOneBackup(entry))
            {
                found.Add(await DescribeAsync(entry, null, cancellationToken).ConfigureAwait(false));
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
            : [await DescribeAsync(found[0].Location, _manifestPath, cancellationToken).ConfigureAwait(false)];
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
    public Task<IStreamedBackup> OpenAsync(BackupDescriptor backup, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(backup);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IStreamedBackup>(FolderFlow.Open(StillThere(backup)));
    }

    private static BackupDescriptor StillThere(BackupDescriptor backup) => Path.Exists(backup.Location) ? backup : throw new BackupNotFoundException(
        "DR1105",
        backup.Id.Value,
        $"Backup '{backup.Id}' was listed at '{backup.Location}' but is not there any more.",
        "does retention delete backups while a drill runs?");

    private static bool IsOneBackup(string path) =>
        File.Exists(Path.Combine(path, BackupLayout.Manifest)) || BackupPayload.Find(path) is { } payload
        && (payload.Path == path || Path.GetFileName(payload.Path) is BackupLayout.CustomDump or BackupLayout.DirectoryDump
            or BackupLayout.TarDump or BackupLayout.PlainDump or BackupLayout.Base);

    private BackupNotFoundException NothingFound() => new(
        "DR1102",
        _path,
        $"No backup is in '{_path}'.",
        "looked for folders with 'manifest.json'; for files that begin like a pg_dump custom archive, tar or plain dump, or a script of pg_dumpall; for folders with "
        + "'toc.dat' (pg_dump directory format), 'backup_label' or 'PG_VERSION' (base backup), or archives of such a folder; for "
        + $"any file of these wrapped in {string.Join(", ", Wrappings.Default.Select(wrapping => wrapping.Name))}\n"
        + "has the backup job written anything here? A folder named '.pending-…' is a capture that was killed.");

    private static async Task<BackupDescriptor> DescribeAsync(string path, string? manifestPath, CancellationToken cancellationToken)
    {
        var beside = Path.Combine(path, BackupLayout.Manifest);
        manifestPath ??= File.Exists(beside) ? beside : null;
        var manifest = manifestPath is null ? null : await ManifestJson.ReadAsync(manifestPath, cancellationToken).ConfigureAwait(false);
        var payload = BackupPayload.Find(path);
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
