using System.Buffers.Binary;
using System.IO.Hashing;

namespace DrDrills.PostgreSql.Digests;

/// <content>Rows that do not fit in the buffer.</content>
internal sealed partial class CopyRowReader
{
    private XxHash128? _pieces;

    /// <summary>Takes the row that begins in the buffer, piece by piece as it arrives.</summary>
    private void TakeLongRow()
    {
        var hash = _pieces ??= new XxHash128();
        hash.Reset();
        var key = new MemoryStream();
        int fields = BinaryPrimitives.ReadInt16BigEndian(_buffer.AsSpan(_from));
        _from += sizeof(short);
        for (var field = 0; field < fields; field++)
        {
            Need(sizeof(int));
            var length = BinaryPrimitives.ReadInt32BigEndian(_buffer.AsSpan(_from));
            Pass(
                sizeof(int) + (long)Math.Max(length, 0),
                field < keyFields ? key : null,
                field < _unhashedFields ? null : hash);
        }

        _longKey = key.ToArray();
        Hash = hash.GetCurrentHashAsUInt128();
    }

    /// <summary>Hands the next bytes on to the key, to the hash, or to both.</summary>
    private void Pass(long bytes, MemoryStream? key, XxHash128? hash)
    {
        while (bytes > 0)
        {
            if (_from == _to)
            {
                Fill();
            }

            var piece = _buffer.AsSpan(_from, (int)Math.Min(bytes, _to - _from));
            key?.Write(piece);
            hash?.Append(piece);

            _from += piece.Length;
            bytes -= piece.Length;
        }
    }
}
