using System.Buffers.Binary;
using DrDrills.PostgreSql.Digests;

namespace DrDrills.PostgreSql.Comparisons.Rows;

/// <summary>Orders keys, given as the fields that the server sends, as the server orders them.</summary>
internal sealed class KeyComparer(IReadOnlyList<ComparedColumn> key)
{
    private const ulong Sign = 1UL << 63;
    private readonly bool[] _signed = [.. key.Select(column => column.Order == KeyOrder.Signed)];

    public int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var a = new CopyFields(left);
        var b = new CopyFields(right);
        foreach (var signed in _signed)
        {
            a.MoveNext();
            b.MoveNext();
            var order = Compare(a.Current, b.Current, signed);
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    /// <summary>
    /// The first eight bytes of the first column as a number in the same order: keys with different numbers need no further look.
    /// </summary>
    public ulong Head(ReadOnlySpan<byte> fields)
    {
        var value = fields.Slice(sizeof(int), BinaryPrimitives.ReadInt32BigEndian(fields));
        if (value.Length < sizeof(ulong))
        {
            Span<byte> filled = stackalloc byte[sizeof(ulong)];
            filled.Clear();
            value.CopyTo(filled);
            return BinaryPrimitives.ReadUInt64BigEndian(filled) ^ (_signed[0] ? Sign : 0);
        }

        return BinaryPrimitives.ReadUInt64BigEndian(value) ^ (_signed[0] ? Sign : 0);
    }

    private static int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, bool signed) =>
        signed && left[0] != right[0] ? unchecked((sbyte)left[0]).CompareTo(unchecked((sbyte)right[0])) : left.SequenceCompareTo(right);
}
