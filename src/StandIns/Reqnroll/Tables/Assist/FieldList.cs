using System.Reflection;
using System.Text.RegularExpressions;
using Reqnroll.Assist.Attributes;
using Reqnroll.Tracing;

namespace Reqnroll.Assist;

/// <summary>A table or a row as pairs of column and cell, and the matching of columns to members.</summary>
internal static class FieldList
{
    // Rows refuse to be copied as a collection.
    public static IReadOnlyList<KeyValuePair<string, string>> OfRow(DataTableRow row) => [.. row.Select(cell => cell)];

    public static IReadOnlyList<KeyValuePair<string, string>> Of(Table table, Type type) => IsVertical(table, type)
        ? [.. table.Rows.Select(r => KeyValuePair.Create(r[0], r[1]))]
        : OfRow(table.Rows[0]);

    public static bool Matches(MemberInfo member, string column) =>
        MatchesName(member.Name, column)
        || member.GetCustomAttributes<TableAliasesAttribute>().SelectMany(a => a.Aliases).Any(a => Regex.IsMatch(column, a));

    public static bool MatchesName(string name, string column) =>
        string.Equals(Normal(name), Normal(column), StringComparison.OrdinalIgnoreCase);

    private static string Normal(string name)
    {
        var letters = name.Where(c => char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.LetterNumber);
        return IdentifierText.ToIdentifier(string.Concat(letters));
    }

    // One member per row: two columns called Field and Value, or any other than one row, or a first cell that names a member.
    private static bool IsVertical(Table table, Type type) =>
        table.Header.SequenceEqual(["Field", "Value"])
        || table.RowCount != 1
        || (table.Header.Count == 2 && type.GetProperties().Any(p => Matches(p, table.Rows[0][0])));
}
