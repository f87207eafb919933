using System.Collections;

namespace Reqnroll;

/// <summary>One row: its cells by column name or position. Cells can be changed, columns cannot.</summary>
public class DataTableRow : IDictionary<string, string>
{
    private readonly Table _table;

    internal DataTableRow(Table table, string[] cells)
    {
        _table = table;
        Cells = cells;
    }

    public int Count => Cells.Length;

    public ICollection<string> Keys => _table.Header;

    public ICollection<string> Values => Cells;

    bool ICollection<KeyValuePair<string, string>>.IsReadOnly => false;

    internal string[] Cells { get; }

    public string this[string header]
    {
        get => Cells[_table.ColumnOf(header)];
        set => Cells[_table.ColumnOf(header)] = value;
    }

    public string this[int index] => Cells[index];

    public bool ContainsKey(string key) => _table.ContainsColumn(key);

    public bool TryGetValue(string key, out string value)
    {
        var column = _table.FindColumn(key);
        value = column < 0 ? null : Cells[column];
        return column >= 0;
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() =>
        _table.Header.Zip(Cells, KeyValuePair.Create).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    bool ICollection<KeyValuePair<string, string>>.Contains(KeyValuePair<string, string> item) =>
        TryGetValue(item.Key, out var value) && value == item.Value;

    void ICollection<KeyValuePair<string, string>>.Add(KeyValuePair<string, string> item) => throw Fixed();

    void ICollection<KeyValuePair<string, string>>.Clear() => throw Fixed();

    void ICollection<KeyValuePair<string, string>>.CopyTo(KeyValuePair<string, string>[] array, int arrayIndex) => throw Fixed();

    bool ICollection<KeyValuePair<string, string>>.Remove(KeyValuePair<string, string> item) => throw Fixed();

    void IDictionary<string, string>.Add(string key, string value) => throw Fixed();

    bool IDictionary<string, string>.Remove(string key) => throw Fixed();

    private static ReqnrollException Fixed() => new("The table rows must contain the same number of items as the header count of "
        + "the table. The structure cannot be modified.");
}
