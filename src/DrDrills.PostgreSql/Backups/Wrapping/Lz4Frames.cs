using System.Buffers.Binary;
using DrDrills.Backups;

namespace DrDrills.PostgreSql.Backups.Wrapping;

/// <summary>
/// Passes the bytes of LZ4 frames on and keeps account of where frames begin and end. lz4 1.10 says the same of a missing end and of bytes
/// behind it; lz4 1.9 says nothing of the latter.
/// </summary>
/// <remarks>
/// LZ4 frame format 1.6: a magic number, a descriptor, blocks that say their size, an end mark, a checksum where the descriptor says so. Nothing is
/// unpacked and no checksum is computed: that is the program's part.
/// </remarks>
/// <param name="inner">The bytes; owned from now on.</param>
internal sealed class Lz4Frames(Stream inner) : ForwardStream
{
    private const uint Magic = 0x184D2204;
    private const uint FirstSkippable = 0x184D2A50;

    private readonly byte[] _field = new byte[4];
    private Part _part = Part.Magic;
    private int _filled;
    private long _skip;
    private long _mostOfABlock;
    private int _behindABlock;
    private int _behindTheEnd;
    private bool _began;
    private bool _isBroken;
    private bool _isOver;
    private bool _hasMore;

    private enum Part
    {
        Magic,
        Descriptor,
        BlockSize,
        SkippableSize,
    }

    /// <summary>Whether the bytes are all read, and end inside of a frame.</summary>
    public bool IsCutShort => _isOver && !_isBroken && !HasSomethingBehind && !(_began && IsBetween);

    /// <summary>Whether bytes that are no frame follow a whole one.</summary>
    public bool HasSomethingBehind => _hasMore || (_isOver && _began && !_isBroken && _part == Part.Magic && _filled > 0);

    private bool IsBetween => _part == Part.Magic && _skip == 0 && _filled == 0;

    private int Wanted => _part == Part.Descriptor ? 2 : 4;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        _isOver |= read == 0 && buffer.Length > 0;
        Follow(buffer.Span[..read]);
        return read;
    }

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Follow(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty && !_isBroken && !_hasMore)
        {
            if (_skip > 0)
            {
                var passed = (int)Math.Min(_skip, bytes.Length);
                _skip -= passed;
                bytes = bytes[passed..];
                continue;
            }

            var taken = Math.Min(Wanted - _filled, bytes.Length);
            bytes[..taken].CopyTo(_field.AsSpan(_filled));
            _filled += taken;
            bytes = bytes[taken..];
            if (_filled == Wanted)
            {
                _filled = 0;
                Understand(BinaryPrimitives.ReadUInt32LittleEndian(_field));
            }
        }
    }

    private void Understand(uint number)
    {
        switch (_part)
        {
            case Part.Magic when number == Magic:
                _part = Part.Descriptor;
                break;
            case Part.Magic when (number & 0xFFFFFFF0) == FirstSkippable:
                _part = Part.SkippableSize;
                break;
            case Part.Magic:
                (_hasMore, _isBroken) = (_began, !_began);
                break;
            case Part.Descriptor:
                Describe(_field[0], _field[1]);
                break;
            case Part.BlockSize when number == 0:
                (_skip, _part) = (_behindTheEnd, Part.Magic);
                break;
            case Part.BlockSize:
                // The highest bit says that the block is not compressed.
                var size = number & 0x7FFFFFFF;
                _isBroken = size > _mostOfABlock;
                _skip = size + _behindABlock;
                break;
            case Part.SkippableSize:
                (_skip, _part) = (number, Part.Magic);
                break;
        }

        _began = true;
    }

    private void Describe(byte flags, byte blocks)
    {
        bool Has(int bit) => (flags & (1 << bit)) != 0;
        _isBroken = flags >> 6 != 1;
        _mostOfABlock = 1L << (8 + (2 * ((blocks >> 4) & 7)));
        _behindABlock = Has(4) ? 4 : 0;
        _behindTheEnd = Has(2) ? 4 : 0;
        _skip = (Has(3) ? 8 : 0) + (Has(0) ? 4 : 0) + 1;
        _part = Part.BlockSize;
    }
}
