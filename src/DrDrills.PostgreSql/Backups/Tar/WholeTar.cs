using System.Globalization;
using System.Text;
using DrDrills.Backups;
using DrDrills.Errors;

namespace DrDrills.PostgreSql.Backups.Tar;

/// <summary>
/// Passes a tar on and holds each header against its checksum, which neither pg_restore nor the class library does; refuses to let it end in the middle of a
/// member, where pg_restore would wait for the rest for ever, and what follows its end.
/// </summary>
/// <param name="content">The archive; stays the caller's.</param>
/// <param name="backup">Whose it is.</param>
internal sealed class WholeTar(Stream content, string backup) : ForwardStream
{
    private const int Block = 512;
    private const long LargestAttributes = 1 << 20;
    private readonly byte[] _header = new byte[Block];
    private string _member = "its first one";
    private MemoryStream? _attributes;
    private long? _statedSize;
    private int _filled;
    private long _skip;
    private int _zeroBlocks;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (read == 0 && buffer.Length > 0 && _zeroBlocks < 2)
        {
            throw new BackupUnreadableException(
                "DR1307",
                backup,
                $"Backup '{backup}' ends in the middle of its tar, at member '{_member}': it is cut short.",
                "compare its size with the one at the source; was the upload interrupted?");
        }

        Follow(buffer.Span[..read]);
        return read;
    }

    private void Follow(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (_zeroBlocks == 2)
            {
                if (bytes.ContainsAnyExcept((byte)0))
                {
                    throw Damaged("what follows the end of its tar is no part of it");
                }

                return;
            }

            if (_skip > 0)
            {
                var over = (int)Math.Min(_skip, bytes.Length);
                _attributes?.Write(bytes[..over]);
                _skip -= over;
                bytes = bytes[over..];
                continue;
            }

            var taken = Math.Min(Block - _filled, bytes.Length);
            bytes[..taken].CopyTo(_header.AsSpan(_filled));
            _filled += taken;
            bytes = bytes[taken..];
            if (_filled == Block)
            {
                _filled = 0;
                TakeHeader();
            }
        }
    }

    private void TakeHeader()
    {
        if (!_header.AsSpan().ContainsAnyExcept((byte)0))
        {
            _zeroBlocks++;
            return;
        }

        _zeroBlocks = 0;
        if (!TarHead.HasChecksum(_header) || Octal(_header.AsSpan(124, 12)) is not { } size)
        {
            throw Damaged($"what follows member '{_member}' in its tar is no header of another member");
        }

        var stated = _attributes is null ? _statedSize : StatedSize();
        var kind = _header[156];
        _attributes = kind == 'x' && size < LargestAttributes ? new MemoryStream() : null;
        // Attributes are of the next member that is none itself.
        (_statedSize, size) = kind is (byte)'x' or (byte)'g' or (byte)'L' or (byte)'K' ? (stated, size) : (null, stated ?? size);
        _member = Encoding.UTF8.GetString(_header.AsSpan(0, Math.Max(0, _header.AsSpan(0, 100).IndexOf((byte)0))));
        _skip = (size + Block - 1) / Block * Block;
    }

    /// <summary>The size in attributes of the form "LENGTH size=BYTES", which large files have there.</summary>
    private long? StatedSize() => Encoding.UTF8.GetString(_attributes!.ToArray()).Split('\n')
        .Select(line => line.Split(' ', 2) is [_, var attribute] && attribute.StartsWith("size=", StringComparison.Ordinal)
            && long.TryParse(attribute["size=".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : (long?)null)
        .LastOrDefault(bytes => bytes is not null);

    private BackupUnreadableException Damaged(string how) => new(
        "DR1308",
        backup,
        $"Backup '{backup}' is damaged: {how}.",
        "restore an older backup, or the same one from its other place.");

    /// <summary>Octal digits, or, for a member of 8 GiB and more, a binary number behind a set first bit.</summary>
    private static long? Octal(ReadOnlySpan<byte> field)
    {
        const long Largest = 1L << 60;
        var value = 0L;
        if ((field[0] & 0x80) != 0)
        {
            foreach (var next in field[^8..])
            {
                value = unchecked((value << 8) | next);
            }

            return value is >= 0 and < Largest ? value : null;
        }

        foreach (var digit in field.Trim(" \0"u8))
        {
            if (digit is < (byte)'0' or > (byte)'7' || value >= Largest)
            {
                return null;
            }

            value = (value << 3) | (uint)(digit - '0');
        }

        return value;
    }
}
