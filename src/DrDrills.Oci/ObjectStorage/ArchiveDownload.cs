using DrDrills.Backups;

namespace DrDrills.Oci.ObjectStorage;

/// <summary>Lays one file of an archive down on disk while it flows.</summary>
internal static class ArchiveDownload
{
    private const int BufferBytes = 1 << 20;

    /// <returns>Bytes brought so far, this file's among them.</returns>
    public static async Task<long> WriteAsync(
        IStreamedBackup stream, ArchivedFile file, DirectoryInfo destination, long before, IProgress<ByteCount>? progress, CancellationToken cancellationToken)
    {
        var root = destination.FullName.TrimEnd('/') + "/";
        var path = Path.GetFullPath(Path.Combine(root, file.Expected.Path));
        if (!path.StartsWith(root, StringComparison.Ordinal))
        {
            throw new Errors.BackupUnreadableException(
                "DR4109",
                file.Expected.Path,
                $"The manifest names the file '{file.Expected.Path}', which lies outside the backup.",
                "who wrote this manifest? No capture writes such a name.");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var output = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
        await using var _ = output.ConfigureAwait(false);
        var buffer = new byte[BufferBytes];
        int read;
        while ((read = await stream.Content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            await output.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            before += read;
            progress?.Report(new ByteCount(before));
        }

        return before;
    }
}
