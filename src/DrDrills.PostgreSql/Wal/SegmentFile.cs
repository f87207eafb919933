using System.Globalization;
using DrDrills.Credentials;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups.Wrapping;

namespace DrDrills.PostgreSql.Wal;

/// <summary>A file of an archive that holds one segment of the log, or a history, as it is, compressed or encrypted.</summary>
internal static class SegmentFile
{
    private const int BufferSize = 1 << 20;

    private const string Noun = "log segment";

    /// <summary>Writes the segment that a file holds, under its own name.</summary>
    /// <exception cref="BackupUnreadableException">It cannot be unpacked, or has another size (<c>DR1331</c>).</exception>
    /// <exception cref="BackupSealedException">It is encrypted, and there is no key or another one (<c>DR1601</c>-<c>DR1603</c>).</exception>
    public static async Task UnpackAsync(string path, WalSegment segment, DirectoryInfo into, SecretText? key, CancellationToken cancellationToken)
    {
        long length;
        try
        {
            var input = await WrappedFile.OpenAsync(path, key, Noun, cancellationToken).ConfigureAwait(false);
            await using var _ = input.ConfigureAwait(false);
            var output = new FileStream(
                Path.Combine(into.FullName, segment.FileName), FileMode.CreateNew, FileAccess.Write, FileShare.None, 0, FileOptions.Asynchronous);
            await using var __ = output.ConfigureAwait(false);
            await input.Content.CopyToAsync(output, BufferSize, cancellationToken).ConfigureAwait(false);
            length = output.Length;
        }
        catch (BackupUnreadableException e)
        {
            throw Damaged(path, segment.FileName, $"cannot be unpacked ({e.Statement.TrimEnd('.')})", e);
        }

        if (length != segment.SegmentBytes)
        {
            throw Damaged(
                path, segment.FileName, string.Create(CultureInfo.InvariantCulture, $"holds {length} of {segment.SegmentBytes} bytes"), null);
        }
    }

    /// <summary>Reads a small file of text.</summary>
    /// <exception cref="BackupUnreadableException">It cannot be unpacked (<c>DR1331</c>).</exception>
    /// <exception cref="BackupSealedException">It is encrypted, and there is no key or another one (<c>DR1601</c>-<c>DR1603</c>).</exception>
    public static async Task<string> ReadTextAsync(string path, SecretText? key, CancellationToken cancellationToken)
    {
        try
        {
            var input = await WrappedFile.OpenAsync(path, key, Noun, cancellationToken).ConfigureAwait(false);
            await using var _ = input.ConfigureAwait(false);
            using var reader = new StreamReader(input.Content, leaveOpen: true);
            return await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (BackupUnreadableException e)
        {
            throw Damaged(path, Path.GetFileName(path), $"cannot be unpacked ({e.Statement.TrimEnd('.')})", e);
        }
    }

    private static BackupUnreadableException Damaged(string path, string what, string how, Exception? cause) => new(
        "DR1331",
        what,
        $"'{what}' of the archived log {how}: '{path}'.",
        "fetch it again from where the archive is copied from, or recover to a position before it.",
        cause: cause);
}
