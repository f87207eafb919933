using DrDrills.PostgreSql.Backups;

namespace DrDrills.PostgreSql.Comparisons.Rows;

/// <summary>A key at which one range of keys ends and the next begins.</summary>
/// <param name="Key">The key's fields as the server sends them.</param>
/// <param name="Texts">The same as text, one per column.</param>
internal sealed record KeyBound(byte[] Key, IReadOnlyList<string> Texts)
{
    /// <summary>SQL of the key's constants.</summary>
    public string Constants(IReadOnlyList<ComparedColumn> key) =>
        string.Join(", ", key.Zip(Texts, (column, text) => $"{Sql.Text(text)}::{column.OrderedAs}"));
}
