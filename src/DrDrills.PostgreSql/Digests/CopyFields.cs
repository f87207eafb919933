using System.Buffers.Binary;

namespace DrDrills.PostgreSql.Digests;

/// <summary>Steps through fields as PostgreSQL's binary copy frames them: a four-byte length, then that many bytes; −1 is NULL.</summary>
/// <param name="frames">Whole fields, one after the other.</param>
internal ref struct CopyFields(ReadOnlySpan<byte> frames)
{
    /// <summary>The length that stands for NULL.</summary>
    public const int Null = -1;

    private ReadOnlySpan<byte> _rest = frames;

    /// <summary>Whether the current field is NULL.</summary>
    public bool IsNull { get; private set; }

    /// <summary>The current field's bytes; none for NULL.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>Lets <c>foreach</c> step through the fields' bytes.</summary>
    public readonly CopyFields GetEnumerator() => this;

    /// <summary>Goes to the next field, if there is one.</summary>
    public bool MoveNext()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        var length = BinaryPrimitives.ReadInt32BigEndian(_rest);
        IsNull = length == Null;
        Current = _rest.Slice(sizeof(int), Math.Max(length, 0));
        _rest = _rest[(sizeof(int) + Current.Length)..];
        return true;
    }
}
