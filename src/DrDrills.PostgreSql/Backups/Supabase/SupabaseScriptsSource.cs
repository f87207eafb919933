using DrDrills.Backups;
using DrDrills.Credentials;
using DrDrills.Errors;

namespace DrDrills.PostgreSql.Backups.Supabase;

/// <summary>Backups that <c>supabase db dump</c> wrote: a folder with the scripts of one, or a folder of such folders.</summary>
public sealed class SupabaseScriptsSource : IBackupSource, IKeyedSource
{
    private readonly string _path;
    private readonly string? _manifestPath;
    private readonly SecretText? _key;

    /// <summary>Opens nothing yet.</summary>
    /// <param name="path">A folder.</param>
    /// <param name="manifestPath">The manifest of the one backup there, where it is not beside its scripts; or null.</param>
    /// <param name="key">What encrypted scripts are opened with, or null.</param>
    public SupabaseScriptsSource(string path, string? manifestPath = null, SecretText? key = null)
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
        if (!Directory.Exists(_path))
        {
            throw new BackupNotFoundException(
                "DR1131", _path, $"No Supabase backup is at '{_path}': there is no such folder.", "is the path right, and is the disk mounted?");
        }

        var folders = await FoldersInAsync(_path, _key, cancellationToken).ConfigureAwait(false);
        if (folders.Count == 0)
        {
            throw new BackupNotFoundException(
                "DR1132",
                _path,
                $"No Supabase backup is in '{_path}'.",
                "looked for at least two of the scripts that 'supabase db dump' writes: --role-only, no option, --data-only\n"
                + "has the backup job written anything here?");
        }

        if (_manifestPath is not null && folders.Count > 1)
        {
            throw new ManifestInvalidException(
                "DR1231",
                _manifestPath,
                $"Manifest '{_manifestPath}' was named for '{_path}', which holds {folders.Count} Supabase backups.",
                "name one backup's own folder together with its manifest.");
        }

        var found = new List<BackupDescriptor>();
        foreach (var folder in folders)
        {
            found.Add(await DescribeAsync(folder, cancellationToken).ConfigureAwait(false));
        }

        return [.. found.OrderByDescending(backup => backup.TakenAt).ThenByDescending(backup => backup.Id.Value, StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public async Task<ByteCount> FetchAsync(
        BackupDescriptor backup, DirectoryInfo destination, IProgress<ByteCount>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(backup);
        ArgumentNullException.ThrowIfNull(destination);
        var (scripts, unopened) = Directory.Exists(backup.Location)
            ? await SupabaseScript.FindInAsync(backup.Location, _key, cancellationToken).ConfigureAwait(false)
            : ([], []);
        if (scripts.Count == 0)
        {
            throw new BackupNotFoundException(
                "DR1133",
                backup.Id.Value,
                $"Backup '{backup.Id}' was listed at '{backup.Location}' but its scripts are not there any more.",
                "does retention delete backups while a drill runs?");
        }

        foreach (var path in unopened)
        {
            // It says itself what is the matter with it, before it is missed.
            await using var _ = (await SupabaseScript.OpenAsync(path, _key, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        }

        var brought = 0L;
        foreach (var script in scripts)
        {
            var before = brought;
            var relay = progress is null ? null : new Relay(progress, before);
            brought += (await BackupFiles.CopyAsync(script.Path, destination.FullName, relay, cancellationToken).ConfigureAwait(false)).Bytes;
        }

        return new ByteCount(brought);
    }

    internal static async Task<IReadOnlyList<string>> FoldersInAsync(string path, SecretText? key, CancellationToken cancellationToken)
    {
        if (await SupabaseScript.AreInAsync(path, key, cancellationToken).ConfigureAwait(false))
        {
            return [path];
        }

        var found = new List<string>();
        foreach (var folder in Directory.EnumerateDirectories(path, "*", new EnumerationOptions { IgnoreInaccessible = true }))
        {
            if (!BackupLayout.IsPending(Path.GetFileName(folder)) && await SupabaseScript.AreInAsync(folder, key, cancellationToken).ConfigureAwait(false))
            {
                found.Add(folder);
            }
        }

        return found;
    }

    private async Task<BackupDescriptor> DescribeAsync(string folder, CancellationToken cancellationToken)
    {
        var beside = Path.Combine(folder, BackupLayout.Manifest);
        var manifestPath = _manifestPath ?? (File.Exists(beside) ? beside : null);
        var manifest = manifestPath is null ? null : await ManifestJson.ReadAsync(manifestPath, cancellationToken).ConfigureAwait(false);
        return new BackupDescriptor
        {
            Id = new BackupId(Path.GetFileName(folder)),
            Format = SupabaseFormat.Scripts,
            Location = folder,
            Tool = "supabase db dump",
            TakenAt = manifest?.TakenAt,
            Size = new ByteCount((await SupabaseScript.FindInAsync(folder, _key, cancellationToken).ConfigureAwait(false)).Scripts
                .Sum(script => new FileInfo(script.Path).Length)),
            Manifest = manifest,
            ManifestDigest = manifestPath is null ? null : await Sha256Digest.OfFileAsync(manifestPath, cancellationToken).ConfigureAwait(false),
        };
    }

    /// <summary>Adds what the scripts before brought.</summary>
    private sealed class Relay(IProgress<ByteCount> progress, long before) : IProgress<ByteCount>
    {
        public void Report(ByteCount value) => progress.Report(new ByteCount(before + value.Bytes));
    }
}
