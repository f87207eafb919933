using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace DrDrills.PostgreSql.Comparisons.Rows;

/// <summary>Rows of one side that may differ, in bounded memory: rows that are alike are kept once, and counted.</summary>
/// <param name="expected">About how many rows there will be.</param>
/// <param name="mostNames">The most bytes of names that are kept; rows beyond are only counted.</param>
internal sealed class RowEntries(int expected, int mostNames)
{
    private readonly List<RowEntry> _entries = new(expected);
    private readonly ArrayBufferWriter<byte> _names = new();
    private int _foldAt = Math.Max(1024, expected);

    /// <summary>The rows, by key and row; good after <see cref="Fold"/>.</summary>
    public ReadOnlySpan<RowEntry> Rows => CollectionsMarshal.AsSpan(_entries);

    public void Add(ulong key, UInt128 row, ReadOnlySpan<byte> names)
    {
        if (_entries.Count == _foldAt)
        {
            Fold();
            _foldAt = Math.Max(_foldAt, 2 * _entries.Count);
        }

        _entries.Add(new RowEntry(key, (ulong)(row & ulong.MaxValue), Keep(names), 1));
    }

    /// <summary>Sorts, and makes one of rows that are alike.</summary>
    public void Fold()
    {
        var rows = CollectionsMarshal.AsSpan(_entries);
        rows.Sort(RowEntry.InOrder);
        var last = 0;
        for (var i = 1; i < rows.Length; i++)
        {
            if (RowEntry.InOrder(rows[last], rows[i]) == 0)
            {
                rows[last] = rows[last] with { Times = rows[last].Times + rows[i].Times };
            }
            else
            {
                rows[++last] = rows[i];
            }
        }

        if (rows.Length > 0)
        {
            _entries.RemoveRange(last + 1, rows.Length - last - 1);
        }
    }

    /// <summary>What names a row; empty where that was not kept.</summary>
    public ReadOnlySpan<byte> NamesOf(RowEntry entry)
    {
        if (entry.NamesAt < 0)
        {
            return [];
        }

        var kept = _names.WrittenSpan[entry.NamesAt..];
        return kept.Slice(sizeof(int), BinaryPrimitives.ReadInt32LittleEndian(kept));
    }

    private int Keep(ReadOnlySpan<byte> names)
    {
        if (_names.WrittenCount + names.Length > mostNames)
        {
            return -1;
        }

        var at = _names.WrittenCount;
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, names.Length);
        _names.Write(length);
        _names.Write(names);
        return at;
    }
}
