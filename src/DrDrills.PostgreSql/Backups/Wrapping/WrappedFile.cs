using DrDrills.Credentials;
using DrDrills.Errors;

namespace DrDrills.PostgreSql.Backups.Wrapping;

/// <summary>A file of this machine, read without its wrappings.</summary>
internal static class WrappedFile
{
    private const int BufferSize = 1 << 20;

    /// <summary>Opens one; it may have none.</summary>
    /// <param name="path">The file, or a link to it.</param>
    /// <param name="key">What it is opened with where it is encrypted, or null.</param>
    /// <param name="noun">What it is, for messages.</param>
    /// <param name="cancellationToken">Ends the opening.</param>
    /// <exception cref="BackupSealedException">It is encrypted, and there is no key or another one (<c>DR1601</c>, <c>DR1602</c>, <c>DR1603</c>).</exception>
    /// <exception cref="BackupUnreadableException">It is damaged at its beginning (<c>DR1321</c> to <c>DR1325</c>).</exception>
    /// <exception cref="EngineUnavailableException">A program that undoes it is missing (<c>DR3141</c>).</exception>
    public static Task<WrappedContent> OpenAsync(string path, SecretText? key, string noun, CancellationToken cancellationToken) => WrappedContent.OpenAsync(
        new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.Asynchronous | FileOptions.SequentialScan),
        new WrappedScene(Path.GetFileName(path), key) { Noun = noun },
        cancellationToken);

    /// <summary>Its first bytes without wrappings, as many as tell what it is; null where they cannot be had: it is damaged, or the key is another one.</summary>
    /// <exception cref="EngineUnavailableException">A program that undoes it is missing (<c>DR3141</c>).</exception>
    public static async Task<ReadOnlyMemory<byte>?> TryReadHeadAsync(string path, SecretText? key, CancellationToken cancellationToken)
    {
        try
        {
            var content = await OpenAsync(path, key, "file", cancellationToken).ConfigureAwait(false);
            await using var _ = content.ConfigureAwait(false);
            return content.Head;
        }
        catch (Exception e) when (e is BackupSealedException or BackupUnreadableException)
        {
            return null;
        }
    }
}
