using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.PostgreSql.Verifications;

namespace DrDrills.PostgreSql.Backups;

/// <summary>One file of a folder while it flows, held against the manifest where that names it.</summary>
internal sealed class FolderFlow : IStreamedBackup
{
    private readonly HashedStream _content;
    private readonly ManifestFile? _expected;
    private readonly string _path;

    private FolderFlow(HashedStream content, ManifestFile? expected, string path) => (_content, _expected, _path) = (content, expected, path);

    public Stream Content => _content;

    /// <exception cref="BackupUnreadableException">The backup is not one file (<c>DR1327</c>).</exception>
    public static async Task<FolderFlow> OpenAsync(BackupDescriptor backup, CancellationToken cancellationToken)
    {
        var file = File.Exists(backup.Location)
            ? backup.Location
            : (await BackupPayload.FindAsync(backup.Location, null, cancellationToken).ConfigureAwait(false))?.Path;
        if (file is null || !File.Exists(file))
        {
            throw new BackupUnreadableException(
                "DR1327", backup.Id.Value, $"Backup '{backup.Id}' cannot flow: it is not one file.", "it is fetched instead; compress a directory's files by pg_dump itself.");
        }

        var path = file == backup.Location ? Path.GetFileName(file) : Path.GetRelativePath(backup.Location, file).Replace('\\', '/');
        var stream = new FileStream(
            file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan);
        return new FolderFlow(new HashedStream(stream), backup.Manifest?.Files.FirstOrDefault(named => named.Path == path), path);
    }

    public async Task<StreamOutcome> EndAsync(CancellationToken cancellationToken)
    {
        await _content.CopyToAsync(Stream.Null, cancellationToken).ConfigureAwait(false);
        var flowed = new ManifestFile(_path, _content.Count.Bytes, _content.Digest.Hex);
        return new StreamOutcome(flowed, _expected is not null && FlowedFile.Look(_expected, flowed) is { } finding ? [finding] : [], []);
    }

    public ValueTask DisposeAsync() => _content.DisposeAsync();
}
