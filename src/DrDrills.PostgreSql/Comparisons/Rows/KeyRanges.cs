namespace DrDrills.PostgreSql.Comparisons.Rows;

/// <summary>Buckets that are ranges of keys: each begins with a bound, the first one with nothing.</summary>
/// <param name="comparer">The keys' order.</param>
/// <param name="bounds">Where ranges begin, ascending, none twice.</param>
internal sealed class KeyRanges(KeyComparer comparer, IReadOnlyList<KeyBound> bounds) : Buckets
{
    private readonly byte[][] _bounds = [.. bounds.Select(bound => bound.Key)];
    private readonly ulong[] _heads = [.. bounds.Select(bound => comparer.Head(bound.Key))];

    public override int Count => _bounds.Length + 1;

    /// <summary>SQL that tells a row's range, counted from <see cref="FirstInSql"/>, as <see cref="Of"/> does; null where only this program can.</summary>
    public string? Sql { get; init; }

    /// <summary>What <see cref="Sql"/> says of the first range.</summary>
    public long FirstInSql { get; init; }

    /// <summary>Where the range begins, or null for the first one.</summary>
    public KeyBound? From(int range) => range == 0 ? null : bounds[range - 1];

    /// <summary>Where the range ends, exclusive, or null for the last one.</summary>
    public KeyBound? To(int range) => range == bounds.Count ? null : bounds[range];

    public override int Of(ReadOnlySpan<byte> key, UInt128 row, int near)
    {
        if (_bounds.Length == 0)
        {
            return 0;
        }

        var head = comparer.Head(key);
        if (Begins(near, head, key))
        {
            if (!Begins(near + 1, head, key))
            {
                return near;
            }

            if (!Begins(near + 2, head, key))
            {
                return near + 1;
            }
        }

        return Search(head, key);
    }

    /// <summary>The last range that has begun at the key.</summary>
    private int Search(ulong head, ReadOnlySpan<byte> key)
    {
        var (low, high) = (0, _bounds.Length);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = Begins(middle, head, key) ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    /// <summary>Whether a range begins at or before the key.</summary>
    private bool Begins(int range, ulong head, ReadOnlySpan<byte> key)
    {
        if (range == 0)
        {
            return true;
        }

        if (range > _bounds.Length)
        {
            return false;
        }

        var bound = _heads[range - 1];
        return head != bound ? head > bound : comparer.Compare(key, _bounds[range - 1]) >= 0;
    }
}
