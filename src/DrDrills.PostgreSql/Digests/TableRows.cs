using System.Globalization;

namespace DrDrills.PostgreSql.Digests;

/// <summary>SQL that names the rows of a table as <see cref="Alias"/>.</summary>
/// <remarks>
/// Columns are always named with the alias, so a column that happens to have the alias's own name does no harm.
/// </remarks>
internal static class TableRows
{
    public const string Alias = "drdrills_t";

    /// <summary>What follows <c>FROM</c>: the table's own rows, without those of its children, and only those that backups keep.</summary>
    public static string From(DigestTable table) =>
        table.Condition.Length == 0
            ? $"ONLY {table.QuotedName} AS {Alias}"
            : $"(SELECT * FROM ONLY {table.QuotedName} {table.Condition}) AS {Alias}";

    /// <summary>The <c>WHERE</c> of a run of blocks, or nothing for all rows.</summary>
    public static string Where(BlockRange? blocks) => blocks switch
    {
        null => "",
        { To: null } range => string.Create(CultureInfo.InvariantCulture, $"WHERE {Alias}.ctid >= '({range.From},0)'::tid"),
        { } range => string.Create(
            CultureInfo.InvariantCulture,
            $"WHERE {Alias}.ctid >= '({range.From},0)'::tid AND {Alias}.ctid < '({range.To},0)'::tid"),
    };
}
