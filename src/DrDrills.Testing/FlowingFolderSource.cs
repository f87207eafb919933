using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Verification;

namespace DrDrills.Testing;

/// <summary>Lets the one file of another source's backups flow from its folder, held against the manifest; with damage on purpose where asked.</summary>
public sealed class FlowingFolderSource(IBackupSource folders) : IBackupStreamSource
{
    /// <summary>Changes the stream of the file before it is hashed, or throws from it.</summary>
    public Func<Stream, Stream> Through { get; init; } = stream => stream;

    /// <summary>How often a stream was opened.</summary>
    public int Opened { get; private set; }

    public string Location => folders.Location;

    public Task<IReadOnlyList<BackupDescriptor>> ListAsync(CancellationToken cancellationToken) => folders.ListAsync(cancellationToken);

    public Task<ByteCount> FetchAsync(
        BackupDescriptor backup, DirectoryInfo destination, IProgress<ByteCount>? progress, CancellationToken cancellationToken) =>
        folders.FetchAsync(backup, destination, progress, cancellationToken);

    public Task<string> PrepareAsync(BackupDescriptor backup, IProgress<StageProgress>? progress, CancellationToken cancellationToken) =>
        Task.FromResult("nothing to prepare");

    public Task<IStreamedBackup> OpenAsync(BackupDescriptor backup, CancellationToken cancellationToken)
    {
        Opened++;
        var file = backup.Manifest!.Files.Single();
        var content = new HashedStream(Through(File.OpenRead(Path.Combine(backup.Location, file.Path))));
        return Task.FromResult<IStreamedBackup>(new Flow(content, file));
    }

    private sealed class Flow(HashedStream content, ManifestFile expected) : IStreamedBackup
    {
        public Stream Content => content;

        public async Task<StreamOutcome> EndAsync(CancellationToken cancellationToken)
        {
            await content.CopyToAsync(Stream.Null, cancellationToken);
            var flowed = new ManifestFile(expected.Path, content.Count.Bytes, content.Digest.Hex);
            return new StreamOutcome(flowed, flowed == expected ? [] : [Wrong(flowed)], []);
        }

        public ValueTask DisposeAsync() => content.DisposeAsync();

        private Finding Wrong(ManifestFile flowed) => new()
        {
            Code = "DRF000",
            Subject = $"file {expected.Path}",
            Expected = $"{expected.SizeBytes} bytes, SHA-256 {expected.Sha256}",
            Observed = $"{flowed.SizeBytes} bytes, SHA-256 {flowed.Sha256}",
            Statement = "The file is another one.",
        };
    }
}
