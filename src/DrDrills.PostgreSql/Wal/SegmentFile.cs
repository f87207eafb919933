using System.Globalization;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups;

namespace DrDrills.PostgreSql.Wal;

/// <summary>A file of an archive that holds one segment of the log, or a history, as it is or compressed.</summary>
internal static class SegmentFile
{
    private const int BufferSize = 1 << 20;

    /// <summary>Writes the segment that a file holds, under its own name.</summary>
    /// <exception cref="BackupUnreadableException">It cannot be unpacked, or has another size (<c>DR1331</c>).</exception>
    public static async Task UnpackAsync(string path, WalSegment segment, DirectoryInfo into, CancellationToken cancellationToken)
    {
        long length;
        try
        {
            var input = PackedFile.Open(path);
            await using var _ = input.ConfigureAwait(false);
            var output = new FileStream(
                Path.Combine(into.FullName, segment.FileName), FileMode.CreateNew, FileAccess.Write, FileShare.None, 0, FileOptions.Asynchronous);
            await using var __ = output.ConfigureAwait(false);
            await input.CopyToAsync(output, BufferSize, cancellationToken).ConfigureAwait(false);
            length = output.Length;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw Damaged(path, segment.FileName, $"cannot be unpacked ({e.Message.TrimEnd('.')})", e);
        }

        if (length != segment.SegmentBytes)
        {
            throw Damaged(
                path, segment.FileName, string.Create(CultureInfo.InvariantCulture, $"holds {length} of {segment.SegmentBytes} bytes"), null);
        }
    }

    /// <summary>Reads a small file of text.</summary>
    /// <exception cref="BackupUnreadableException">It cannot be unpacked (<c>DR1331</c>).</exception>
    public static async Task<string> ReadTextAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var reader = new StreamReader(PackedFile.Open(path));
            return await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw Damaged(path, Path.GetFileName(path), $"cannot be unpacked ({e.Message.TrimEnd('.')})", e);
        }
    }

    private static BackupUnreadableException Damaged(string path, string what, string how, Exception? cause) => new(
        "DR1331",
        what,
        $"'{what}' of the archived log {how}: '{path}'.",
        "fetch it again from where the archive is copied from, or recover to a position before it.",
        cause: cause);
}
