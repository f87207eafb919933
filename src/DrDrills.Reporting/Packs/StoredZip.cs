using System.IO.Compression;
using System.Text;

namespace DrDrills.Reporting.Packs;

/// <summary>
/// A ZIP file that can be written in one way only: entries by name, not compressed, all dated 1980-01-01. So each of its bytes is
/// accounted for, and a pack that was changed anywhere, even where ZIP readers do not look, is not the pack that its content makes.
/// </summary>
/// <remarks>
/// Format: PKWARE APPNOTE 6.3.10, sections 4.3.7 (local header), 4.3.12 (central directory), 4.3.16 (end); no ZIP64, so at most 4 GiB
/// and 65535 entries. Written by hand because the bytes must stay the same for as long as evidence is kept; read with the framework.
/// </remarks>
public static class StoredZip
{
    private const uint FirstOf1980 = 0x0021_0000; // DOS date 1980-01-01, time 00:00

    /// <summary>Writes a pack's files.</summary>
    /// <param name="files">Names with forward slashes, and what opens each.</param>
    /// <param name="zip">Receives the ZIP; must be seekable.</param>
    /// <param name="cancellationToken">Ends the writing early.</param>
    /// <exception cref="InvalidOperationException">More than a ZIP without extensions can hold.</exception>
    public static async Task WriteAsync(
        IEnumerable<(string Name, Func<Stream> Open)> files, Stream zip, CancellationToken cancellationToken)
    {
        var directory = new MemoryStream();
        var entries = 0;
        foreach (var (name, open) in files.OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            var at = zip.Position;
            var content = open();
            await using (content.ConfigureAwait(false))
            {
                var header = Header(name, await Crc32Of(content, cancellationToken).ConfigureAwait(false), content.Length);
                await zip.WriteAsync((byte[])[0x50, 0x4b, 3, 4, .. header, .. Encoding.UTF8.GetBytes(name)], cancellationToken).ConfigureAwait(false);
                content.Position = 0;
                await content.CopyToAsync(zip, cancellationToken).ConfigureAwait(false);
                // Version made by, header, no comment, disk 0, no attributes, offset, name.
                directory.Write([0x50, 0x4b, 1, 2, 20, 0, .. header, .. new byte[10], .. BitConverter.GetBytes((uint)at), .. Encoding.UTF8.GetBytes(name)]);
            }

            entries++;
        }

        var start = zip.Position;
        if (start + directory.Length > uint.MaxValue || entries > ushort.MaxValue)
        {
            throw new InvalidOperationException($"A pack of {entries} files and {start} bytes is more than a ZIP file holds.");
        }

        directory.Position = 0;
        await directory.CopyToAsync(zip, cancellationToken).ConfigureAwait(false);
        var count = BitConverter.GetBytes((ushort)entries);
        await zip.WriteAsync(
            (byte[])[0x50, 0x4b, 5, 6, 0, 0, 0, 0, .. count, .. count, .. BitConverter.GetBytes((uint)directory.Length), .. BitConverter.GetBytes((uint)start), 0, 0],
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Where the file first differs from what its own entries make; null where it does not.</summary>
    /// <param name="zip">The file.</param>
    /// <param name="archive">The same file, opened for reading.</param>
    /// <param name="cancellationToken">Ends the comparison early.</param>
    public static async Task<long?> FirstDifferenceAsync(FileInfo zip, ZipArchive archive, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(zip);
        ArgumentNullException.ThrowIfNull(archive);
        var again = new FileStream(
            Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        await using var _ = again.ConfigureAwait(false);
        await WriteAsync(
            archive.Entries.Select(entry => (entry.FullName, (Func<Stream>)(() => Seekable(entry)))), again, cancellationToken).ConfigureAwait(false);
        again.Position = 0;
        var original = zip.OpenRead();
        await using var __ = original.ConfigureAwait(false);
        return await FirstDifferenceAsync(original, again, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<long?> FirstDifferenceAsync(Stream one, Stream other, CancellationToken cancellationToken)
    {
        var left = new byte[1 << 16];
        var right = new byte[1 << 16];
        for (long at = 0; ;)
        {
            var readLeft = await one.ReadAtLeastAsync(left, left.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            var readRight = await other.ReadAtLeastAsync(right, right.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            var same = left.AsSpan(0, readLeft).CommonPrefixLength(right.AsSpan(0, readRight));
            if (same < Math.Max(readLeft, readRight))
            {
                return at + same;
            }

            if (readLeft == 0)
            {
                return null;
            }

            at += readLeft;
        }
    }

    /// <summary>What local header and central directory have in common: version 2.0, UTF-8 names, stored, date, CRC, sizes, name length.</summary>
    private static byte[] Header(string name, uint crc, long size)
    {
        var length = size <= uint.MaxValue ? BitConverter.GetBytes((uint)size) : throw new InvalidOperationException($"'{name}' is more than a ZIP file holds.");
        return [20, 0, 0, 8, 0, 0, .. BitConverter.GetBytes(FirstOf1980), .. BitConverter.GetBytes(crc), .. length, .. length,
            .. BitConverter.GetBytes((ushort)Encoding.UTF8.GetByteCount(name)), 0, 0];
    }

    private static async Task<uint> Crc32Of(Stream content, CancellationToken cancellationToken)
    {
        var crc = new System.IO.Hashing.Crc32();
        await crc.AppendAsync(content, cancellationToken).ConfigureAwait(false);
        return crc.GetCurrentHashAsUInt32();
    }

    private static MemoryStream Seekable(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        var whole = new MemoryStream();
        content.CopyTo(whole);
        whole.Position = 0;
        return whole;
    }
}
