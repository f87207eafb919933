using System.Data.Common;

namespace DrDrills.PostgreSql.Digests;

/// <summary>Lists what there is to digest in a database.</summary>
/// <remarks>
/// Left out: system schemas, temporary tables, partitioned parents (their partitions hold the rows), foreign tables (their rows lie
/// elsewhere), materialised views that are not populated, and tables that belong to an extension, except the rows of configuration
/// tables that the extension asks backups to keep. Inheritance children are tables of their own.
/// </remarks>
internal static class DigestTables
{
    private const string Sql = """
        SELECT n.nspname::text, c.relname::text, quote_ident(n.nspname) || '.' || quote_ident(c.relname),
               CASE WHEN c.relkind = 'm' THEN 'm' ELSE c.relpersistence::text END,
               ARRAY(SELECT quote_ident(a.attname) FROM pg_attribute a
                     WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attname COLLATE "C"),
               ARRAY(SELECT a.atttypid = 'bytea'::regtype FROM pg_attribute a
                     WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attname COLLATE "C"),
               CASE WHEN am.amname = 'heap' THEN pg_relation_size(c.oid) / current_setting('block_size')::bigint ELSE -1 END,
               coalesce(config.condition, '')
        FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_am am ON am.oid = c.relam
        LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e'
        LEFT JOIN (SELECT unnest(e.extconfig) AS relation, unnest(e.extcondition) AS condition FROM pg_extension e) config
               ON config.relation = c.oid
        WHERE (c.relkind = 'r' OR (c.relkind = 'm' AND c.relispopulated))
          AND c.relpersistence <> 't'
          AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
          AND (d.objid IS NULL OR config.relation IS NOT NULL)
        ORDER BY 1, 2
        """;

    public static Task<List<DigestTable>> ReadAsync(PinnedSession session, CancellationToken cancellationToken) =>
        session.ReadAsync(Sql, Read, cancellationToken);

    private static DigestTable Read(DbDataReader row)
    {
        var names = row.GetFieldValue<string[]>(4);
        var bytea = row.GetFieldValue<bool[]>(5);
        var blocks = row.GetInt64(6);
        return new DigestTable(
            row.GetString(0),
            row.GetString(1),
            row.GetString(2),
            row.GetString(3) switch
            {
                "m" => DigestTableKind.MaterializedView,
                "u" => DigestTableKind.Unlogged,
                _ => DigestTableKind.Ordinary,
            },
            [.. names.Zip(bytea, (name, isBytea) => new DigestColumn(name, isBytea))],
            blocks < 0 ? null : blocks,
            row.GetString(7));
    }
}
