namespace DrDrills.PostgreSql.Comparisons.Rows;

/// <summary>What is kept of a row that may differ.</summary>
/// <param name="Key">Hash of its key.</param>
/// <param name="Row">Half of its own hash.</param>
/// <param name="NamesAt">Where its names are kept, or −1.</param>
/// <param name="Times">How many rows like it there are.</param>
internal readonly record struct RowEntry(ulong Key, ulong Row, int NamesAt, int Times)
{
    /// <summary>By key, then by row.</summary>
    public static int InOrder(RowEntry left, RowEntry right) =>
        left.Key != right.Key ? left.Key.CompareTo(right.Key) : left.Row.CompareTo(right.Row);
}
