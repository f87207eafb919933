using System.Text;
using DrDrills.Backups;
using DrDrills.Errors;

namespace DrDrills.PostgreSql.Backups.PgDump;

/// <summary>Passes a tar on and refuses to let it end in the middle of a member: pg_restore would wait for the rest of it for ever.</summary>
internal sealed class WholeTar(Stream content, string backup) : ForwardStream
{
    private const int Block = 512;
    private readonly byte[] _header = new byte[Block];
    private string _member = "toc.dat";
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
        while (bytes.Length > 0 && _zeroBlocks < 2)
        {
            if (_skip > 0)
            {
                var over = (int)Math.Min(_skip, bytes.Length);
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
        if (Octal(_header.AsSpan(148, 8)) != Sum() || Octal(_header.AsSpan(124, 12)) is not { } size)
        {
            throw new BackupUnreadableException(
                "DR1308",
                backup,
                $"Backup '{backup}' is damaged: what follows member '{_member}' in its tar is no header of another member.",
                "restore an older backup, or the same one from its other place.");
        }

        _member = Encoding.UTF8.GetString(_header.AsSpan(0, Math.Max(0, _header.AsSpan(0, 100).IndexOf((byte)0))));
        _skip = (size + Block - 1) / Block * Block;
    }

    private long Sum()
    {
        var sum = 0L;
        for (var at = 0; at < Block; at++)
        {
            sum += at is >= 148 and < 156 ? ' ' : _header[at];
        }

        return sum;
    }

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
