using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups.Wrapping;

namespace DrDrills.PostgreSql.Backups.Barman;

/// <summary>The archives of a packed backup that were encrypted one by one, after they were packed.</summary>
internal static class EncryptedArchives
{
    private const int BufferSize = 1 << 20;

    /// <summary>Lays every file of a folder down as it was before it was encrypted; those that were not are copied.</summary>
    /// <param name="folder">The folder; what is in folders of it is left out.</param>
    /// <param name="into">Made where it is not there.</param>
    /// <param name="scene">Whose files they are, and the key.</param>
    /// <param name="progress">Told of the bytes so far, or null.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Bytes that were laid down.</returns>
    /// <exception cref="BackupSealedException">There is no key or another one (<c>DR1601</c>-<c>DR1603</c>).</exception>
    /// <exception cref="BackupUnreadableException">A file is damaged (<c>DR1325</c>).</exception>
    public static async Task<long> LayDownAsync(
        string folder, string into, WrappedScene scene, IProgress<ByteCount>? progress, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(into);
        var done = 0L;
        var buffer = new byte[BufferSize];
        foreach (var path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            var encryption = Wrappings.EncryptionOf(path);
            var name = Path.GetFileName(path);
            var content = await OpenAsync(path, encryption, scene, cancellationToken).ConfigureAwait(false);
            await using var _ = content.ConfigureAwait(false);
            var output = new FileStream(
                Path.Combine(into, encryption is null ? name : WithoutEnding(name, encryption)),
                FileMode.CreateNew, FileAccess.Write, FileShare.None, 0, FileOptions.Asynchronous);
            await using var __ = output.ConfigureAwait(false);
            int read;
            while ((read = await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                await output.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
                done += read;
                progress?.Report(new ByteCount(done));
            }
        }

        return done;
    }

    private static async Task<Stream> OpenAsync(string path, IWrapping? encryption, WrappedScene scene, CancellationToken cancellationToken)
    {
        var raw = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.Asynchronous | FileOptions.SequentialScan);
        try
        {
            var head = new byte[64];
            var read = await raw.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            raw.Position = 0;
            return encryption is null ? raw : await encryption.UnwrapAsync(raw, scene, head.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await raw.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static string WithoutEnding(string name, IWrapping encryption) =>
        name.EndsWith($".{encryption.Name}", StringComparison.OrdinalIgnoreCase) ? Path.GetFileNameWithoutExtension(name) : name;
}
