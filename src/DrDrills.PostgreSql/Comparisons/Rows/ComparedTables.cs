using DrDrills.PostgreSql.Digests;

namespace DrDrills.PostgreSql.Comparisons.Rows;

/// <summary>Lists the tables of a database with what is needed to compare their rows.</summary>
/// <remarks>
/// The same tables as a manifest has; see <see cref="DigestTables"/>. A key is a primary key or unique index over whole columns, none of
/// which may be NULL, that covers every row.
/// </remarks>
internal static class ComparedTables
{
    // An encoding other than UTF-8 is converted on the way, which keeps no order.
    private const string ColumnsSql = $"""
        SELECT n.nspname::text, c.relname::text, a.attname::text, format_type(a.atttypid, a.atttypmod), {CopyForms.SenderSql},
               format_type(CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END, NULL),
               CASE WHEN a.attcollation = 0 THEN true
                    WHEN pg_encoding_to_char(d.encoding) <> 'UTF8' THEN false
                    WHEN co.collprovider = 'd' AND coalesce(to_jsonb(d)->>'datlocprovider', 'c') = 'c' THEN d.datcollate IN ('C', 'POSIX')
                    WHEN co.collprovider = 'd' THEN to_jsonb(d)->>'datlocprovider' = 'b'
                    WHEN co.collprovider = 'c' THEN co.collcollate IN ('C', 'POSIX')
                    ELSE co.collprovider = 'b' END
        FROM pg_attribute a
        JOIN pg_class c ON c.oid = a.attrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_type t ON t.oid = a.atttypid
        JOIN pg_database d ON d.datname = current_database()
        LEFT JOIN pg_collation co ON co.oid = a.attcollation
        WHERE c.relkind IN ('r', 'm') AND a.attnum > 0 AND NOT a.attisdropped
          AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
        ORDER BY a.attname COLLATE "C"
        """;

    private const string KeysSql = $"""
        SELECT n.nspname::text, c.relname::text,
               ARRAY(SELECT a.attname::text FROM unnest(i.indkey::int2[]) WITH ORDINALITY k (attnum, place)
                     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
                     WHERE k.place <= i.indnkeyatts ORDER BY k.place)
        FROM pg_index i
        JOIN pg_class c ON c.oid = i.indrelid
        JOIN pg_class x ON x.oid = i.indexrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE i.indisunique AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL AND c.relkind IN ('r', 'm')
          AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
          AND NOT EXISTS (SELECT FROM unnest(i.indkey::int2[]) WITH ORDINALITY k (attnum, place)
                          JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
                          WHERE k.place <= i.indnkeyatts AND NOT {DigestColumns.NeverNullSql})
        ORDER BY i.indisprimary DESC, i.indnkeyatts, x.relname COLLATE "C"
        """;

    public static async Task<IReadOnlyList<ComparedTable>> ReadAsync(PinnedSession session, CancellationToken cancellationToken)
    {
        var tables = await DigestTables.ReadAsync(session, cancellationToken).ConfigureAwait(false);
        var columns = (await session.ReadAsync(
            ColumnsSql,
            row => (Table: (row.GetString(0), row.GetString(1)), Column: new ComparedColumn(
                row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetBoolean(6))),
            cancellationToken).ConfigureAwait(false)).ToLookup(row => row.Table, row => row.Column);
        var keys = (await session.ReadAsync(
            KeysSql,
            row => (Table: (row.GetString(0), row.GetString(1)), Names: row.GetFieldValue<string[]>(2)),
            cancellationToken).ConfigureAwait(false)).ToLookup(row => row.Table, row => row.Names);
        return [.. tables.Select(table => new ComparedTable(
            table, [.. columns[(table.Schema, table.Name)]], [.. keys[(table.Schema, table.Name)]]))];
    }
}
