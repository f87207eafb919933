using System.Buffers;
using System.Text;

namespace DrDrills.PostgreSql.Comparisons.Rows;

/// <summary>Keeps what was found to differ in one table: counts of all, names of the first.</summary>
/// <param name="most">How many rows and how many ranges are named.</param>
/// <param name="encoding">Of the names.</param>
internal sealed class DifferenceLog(int most, Encoding encoding)
{
    private readonly List<RowDifference> _rows = [];
    private readonly List<KeyRange> _ranges = [];
    private readonly ArrayBufferWriter<byte> _last = new();
    private IReadOnlyList<string>? _rangeBegan;
    private (long Missing, long Extra, long Changed) _before;

    public long Missing { get; private set; }

    public long Extra { get; private set; }

    public long Changed { get; private set; }

    public long RangesInAll { get; private set; }

    public IReadOnlyList<RowDifference> Rows => _rows;

    public IReadOnlyList<KeyRange> Ranges => _ranges;

    /// <summary>Whether names are still wanted.</summary>
    public bool Wants => _rows.Count < most;

    /// <summary>A row that differs.</summary>
    /// <param name="kind">How.</param>
    /// <param name="names">The fields that name it; empty where it is only to be counted.</param>
    /// <param name="times">How many rows like it there are.</param>
    public void Add(DifferenceKind kind, ReadOnlySpan<byte> names, int times = 1)
    {
        switch (kind)
        {
            case DifferenceKind.Missing:
                Missing += times;
                break;
            case DifferenceKind.Extra:
                Extra += times;
                break;
            default:
                Changed += times;
                break;
        }

        if (Wants && !names.IsEmpty)
        {
            _rows.Add(new RowDifference(kind, KeyFields.Values(names, encoding)));
        }
    }

    /// <summary>As the other, in a range of keys.</summary>
    public void AddInOrder(DifferenceKind kind, ReadOnlySpan<byte> names)
    {
        Add(kind, names);
        _rangeBegan ??= KeyFields.Values(names, encoding);
        _last.ResetWrittenCount();
        _last.Write(names);
    }

    /// <summary>Ends a range: rows after it that differ belong to another.</summary>
    public void EndRange()
    {
        if (_rangeBegan is null)
        {
            return;
        }

        RangesInAll++;
        if (_ranges.Count < most)
        {
            _ranges.Add(new KeyRange(
                _rangeBegan,
                KeyFields.Values(_last.WrittenSpan, encoding),
                Missing - _before.Missing,
                Extra - _before.Extra,
                Changed - _before.Changed));
        }

        _rangeBegan = null;
        _before = (Missing, Extra, Changed);
    }
}
