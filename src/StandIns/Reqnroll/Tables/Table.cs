using System.Text;

namespace Reqnroll;

/// <summary>A step's table: the first row names the columns.</summary>
public class Table
{
    private readonly string[] _header;
    private readonly DataTableRows _rows = new();

    public Table(params string[] header)
    {
        if (header is null or { Length: 0 })
        {
            throw new ArgumentException("No headers to add", nameof(header));
        }

        _header = [.. header.Select(h => h ?? string.Empty)];
    }

    protected internal Table(Table copyFrom)
        : this(copyFrom._header)
    {
        foreach (var row in copyFrom.Rows)
        {
            AddRow([.. row.Values]);
        }
    }

    public ICollection<string> Header => _header;

    public DataTableRows Rows => _rows;

    public int RowCount => _rows.Count;

    public bool ContainsColumn(string column) => FindColumn(column) >= 0;

    public void AddRow(IDictionary<string, string> values)
    {
        var cells = new string[_header.Length];
        foreach (var (column, cell) in values)
        {
            cells[ColumnOf(column)] = cell;
        }

        AddRow(cells);
    }

    public void AddRow(params string[] cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        if (cells.Length != _header.Length)
        {
            throw new ArgumentException($"The number of cells ({cells.Length}) you are trying to add doesn't match the number of "
                + $"columns ({_header.Length}).\nThe table looks like this\n{this}");
        }

        _rows.Add(new DataTableRow(this, [.. cells.Select(c => c ?? string.Empty)]));
    }

    public void RenameColumn(string oldColumn, string newColumn) => _header[ColumnOf(oldColumn)] = newColumn;

    public override string ToString() => ToString(false);

    /// <summary>The table as in a feature file, columns aligned.</summary>
    public string ToString(bool headersOnly, bool withNewline = true)
    {
        IEnumerable<string[]> lines = headersOnly ? [_header] : _rows.Select(r => r.Cells).Prepend(_header);
        var widths = _header.Select((_, column) => lines.Max(l => l[column].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            text.Append('|');
            for (var column = 0; column < line.Length; column++)
            {
                text.Append(' ').Append(line[column].PadRight(widths[column])).Append(" |");
            }

            text.AppendLine();
        }

        return withNewline ? text.ToString() : text.ToString().TrimEnd('\r', '\n');
    }

    internal int FindColumn(string column) => Array.IndexOf(_header, column);

    internal int ColumnOf(string column) => FindColumn(column) is >= 0 and var index
        ? index
        : throw new IndexOutOfRangeException(
            $"Could not find a column named '{column}' in the table.\nThe table looks like this:\n{this}");
}
