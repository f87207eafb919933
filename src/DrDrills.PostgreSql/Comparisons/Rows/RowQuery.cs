using DrDrills.PostgreSql.Digests;

namespace DrDrills.PostgreSql.Comparisons.Rows;

/// <summary>The questions for a pair's rows: what names a row, then the key's columns, then what else a row is compared by.</summary>
internal static class RowQuery
{
    /// <summary>SQL of a row's place, the name of a row that has no key.</summary>
    public const string Place = $"ROW({TableRows.Alias}.ctid)::text";

    /// <summary>Every row of a run of blocks: key, rest.</summary>
    public static string Rows(TablePair pair, DigestTable table, BlockRange? blocks) =>
        $"SELECT {Columns(pair, [])} FROM {TableRows.From(table)} {TableRows.Where(blocks)}";

    /// <summary>Every row of a run of blocks: the key's texts (or the row's place), key, rest.</summary>
    public static string NamedRows(TablePair pair, DigestTable table, BlockRange? blocks) =>
        $"SELECT {Columns(pair, Names(pair))} FROM {TableRows.From(table)} {TableRows.Where(blocks)}";

    /// <summary>Every row of a range of keys, in the key's order: the key's texts, key, rest.</summary>
    public static string OrderedRows(TablePair pair, DigestTable table, KeyBound? from, KeyBound? to)
    {
        var names = string.Join(", ", pair.Key.Select(column => column.Named));
        string[] limits =
        [
            .. from is null ? [] : new[] { $"({names}) >= ({from.Constants(pair.Key)})" },
            .. to is null ? [] : new[] { $"({names}) < ({to.Constants(pair.Key)})" },
        ];
        var where = limits.Length == 0 ? "" : $"WHERE {string.Join(" AND ", limits)}";
        return $"SELECT {Columns(pair, Names(pair))} FROM {TableRows.From(table)} {where} ORDER BY {names}";
    }

    /// <summary>SQL of what names a row.</summary>
    public static IReadOnlyList<string> Names(TablePair pair) =>
        pair.Key.Count == 0 ? [Place] : [.. pair.Key.Select(column => column.Written)];

    private static string Columns(TablePair pair, IReadOnlyList<string> names) =>
        string.Join(", ", [.. names, .. pair.Key.Select(column => column.Sent), .. pair.Rest.Select(column => column.Sent)]);
}
