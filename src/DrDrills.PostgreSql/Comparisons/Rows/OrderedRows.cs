using DrDrills.PostgreSql.Digests;

namespace DrDrills.PostgreSql.Comparisons.Rows;

/// <summary>The rows of one side within a range of keys, in the key's order, one at a time.</summary>
internal sealed class OrderedRows(Stream copy, int columns, KeyComparer comparer)
{
    private readonly CopyRowReader _reader = new(copy, 2 * columns, unhashedFields: columns);
    private byte[] _before = [];
    private int _beforeLength = -1;
    private int _namesLength;

    /// <summary>Whether there is a current row.</summary>
    public bool HasRow { get; private set; }

    /// <summary>The current row's key as sent.</summary>
    public ReadOnlySpan<byte> Key => _reader.Key[_namesLength..];

    /// <summary>The current row's key as text.</summary>
    public ReadOnlySpan<byte> Names => _reader.Key[.._namesLength];

    /// <summary>The current row's hash.</summary>
    public UInt128 Row => _reader.Hash;

    /// <summary>All rows read so far.</summary>
    public Bucket Sum { get; private set; }

    /// <summary>Whether all rows so far came in order.</summary>
    public bool InOrder { get; private set; } = true;

    /// <summary>Goes to the next row.</summary>
    public void Next()
    {
        if (HasRow)
        {
            Keep();
        }

        HasRow = _reader.Read();
        if (!HasRow)
        {
            return;
        }

        _namesLength = KeyFields.First(_reader.Key, columns).Length;
        Sum = Sum.With(Row);
        InOrder &= _beforeLength < 0 || comparer.Compare(_before.AsSpan(0, _beforeLength), Key) <= 0;
    }

    private void Keep()
    {
        if (_before.Length < Key.Length)
        {
            _before = new byte[2 * Key.Length];
        }

        Key.CopyTo(_before);
        _beforeLength = Key.Length;
    }
}
