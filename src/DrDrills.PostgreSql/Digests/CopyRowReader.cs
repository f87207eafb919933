using System.Buffers.Binary;
using System.IO.Hashing;

namespace DrDrills.PostgreSql.Digests;

/// <summary>
/// Reads the rows of <c>COPY … TO STDOUT (FORMAT BINARY)</c> one after the other: of each the first fields as they were sent (a key,
/// say), and a 128-bit hash of all the others.
/// </summary>
/// <remarks>
/// <para>
/// Ask for the columns that are wanted, in the order that is wanted: with two key fields, <c>SELECT a, b, a, b, c</c> gives the key (a, b)
/// and the hash of the whole row; so does <c>SELECT a, b, c</c> where no field stays out of the hash. With no key fields there is only the
/// hash of all that is asked for. <see cref="DigestColumn.CopyExpression"/> is how to ask.
/// </para>
/// <para>
/// The hash is XXH128 over the fields as the copy frames them, each with its length before it, so that NULL, empty and the
/// border between two fields count. It is made to find accidents and bugs fast, not to withstand a forger.
/// </para>
/// <para>
/// Memory is a buffer of <see cref="BufferSize"/> for any row: one that does not fit is hashed as it arrives. Only the key of such a row
/// is kept whole. Reading blocks the calling thread; use <see cref="PinnedSession.CopyOutAsync"/>, which gives it one of its own.
/// Not thread-safe. Source of the format: the documentation of COPY, "Binary Format".
/// </para>
/// </remarks>
/// <param name="copy">The copy's bytes from its header on; stays the caller's.</param>
/// <param name="keyFields">How many fields at the beginning of each row are kept; 0 or more.</param>
/// <param name="unhashedFields">How many of them stay out of the hash; null for all.</param>
internal sealed partial class CopyRowReader(Stream copy, int keyFields = 0, int? unhashedFields = null)
{
    /// <summary>Bytes; the longest row that is hashed in one go.</summary>
    public const int BufferSize = 128 * 1024;

    private readonly byte[] _buffer = new byte[BufferSize];
    private readonly int _unhashedFields = unhashedFields ?? keyFields;
    private int _from;
    private int _to;
    private bool _headerRead;
    private bool _ended;

    private int _keyFrom;
    private int _keyLength;
    private byte[]? _longKey;

    /// <summary>Hash of the current row's fields after those that stay out of it.</summary>
    public UInt128 Hash { get; private set; }

    /// <summary>The current row's key as sent, good until the next <see cref="Read"/>; step through it with <see cref="CopyFields"/>.</summary>
    public ReadOnlySpan<byte> Key => _longKey ?? _buffer.AsSpan(_keyFrom, _keyLength);

    /// <summary>Goes to the next row; false when there is none, and the copy is then read to its very end.</summary>
    /// <exception cref="InvalidDataException">The bytes are no binary copy, or end too early.</exception>
    /// <exception cref="System.Data.Common.DbException">The server broke off the copy.</exception>
    public bool Read()
    {
        if (!_headerRead)
        {
            ReadHeader();
        }

        while (!_ended)
        {
            if (TryTakeRow())
            {
                return !_ended;
            }

            if (_to - _from == _buffer.Length)
            {
                TakeLongRow();
                return true;
            }

            Fill();
        }

        return false;
    }

    /// <summary>Takes a row, or the end of all rows, that lies in the buffer in full.</summary>
    private bool TryTakeRow()
    {
        var there = _buffer.AsSpan(_from, _to - _from);
        if (there.Length < sizeof(short))
        {
            return false;
        }

        int fields = BinaryPrimitives.ReadInt16BigEndian(there);
        if (fields < 0)
        {
            End();
            return true;
        }

        var at = sizeof(short);
        var (keyTo, hashedFrom) = (at, at);
        for (var field = 0; field < fields; field++)
        {
            if (there.Length - at < sizeof(int))
            {
                return false;
            }

            var length = BinaryPrimitives.ReadInt32BigEndian(there[at..]);
            at += sizeof(int);
            if (length > there.Length - at)
            {
                return false;
            }

            at += Math.Max(length, 0);
            keyTo = field < keyFields ? at : keyTo;
            hashedFrom = field < _unhashedFields ? at : hashedFrom;
        }

        _longKey = null;
        _keyFrom = _from + sizeof(short);
        _keyLength = keyTo - sizeof(short);
        Hash = XxHash128.HashToUInt128(there[hashedFrom..at]);
        _from += at;
        return true;
    }

    private void End()
    {
        _ended = true;
        _from = _to;
        while (copy.Read(_buffer) > 0)
        {
            // Nothing follows but the server's word that all is done, which has to be read.
        }
    }

    private void ReadHeader()
    {
        ReadOnlySpan<byte> signature = [(byte)'P', (byte)'G', (byte)'C', (byte)'O', (byte)'P', (byte)'Y', (byte)'\n', 0xFF, (byte)'\r', (byte)'\n', 0];
        Need(signature.Length + (2 * sizeof(int)));
        if (!_buffer.AsSpan(0, signature.Length).SequenceEqual(signature))
        {
            throw new InvalidDataException("What the server sent is not PostgreSQL's binary copy format.");
        }

        var extension = BinaryPrimitives.ReadInt32BigEndian(_buffer.AsSpan(signature.Length + sizeof(int)));
        _from = signature.Length + (2 * sizeof(int));
        Need(extension);
        _from += extension;
        _headerRead = true;
    }

    /// <summary>Waits until that many bytes, at most a buffer's, lie in the buffer.</summary>
    private void Need(int bytes)
    {
        while (_to - _from < bytes)
        {
            Fill();
        }
    }

    private void Fill()
    {
        if (_from == _to)
        {
            (_from, _to) = (0, 0);
        }
        else if (_to == _buffer.Length)
        {
            _buffer.AsSpan(_from, _to - _from).CopyTo(_buffer);
            (_from, _to) = (0, _to - _from);
        }

        var read = copy.Read(_buffer.AsSpan(_to));
        if (read == 0)
        {
            throw new InvalidDataException("The copy ended in the middle of a row.");
        }

        _to += read;
    }
}
