using System.Data.Common;
using System.Globalization;

namespace DrDrills.PostgreSql.Digests;

/// <summary>Lists what there is to digest in a database.</summary>
/// <remarks>
/// Left out: system schemas, temporary tables, partitioned parents (their partitions hold the rows), foreign tables (their rows lie
/// elsewhere), materialised views that are not populated, and tables that belong to an extension, except the rows of configuration
/// tables that the extension asks backups to keep. Inheritance children are tables of their own.
/// </remarks>
internal static class DigestTables
{
    // Who asks a table's size waits for whoever holds it, or would, against all others; reading the table says so by its name.
    private const string LockedSql = """
        (SELECT relation FROM pg_locks WHERE locktype = 'relation' AND mode = 'AccessExclusiveLock' AND pid IS DISTINCT FROM pg_backend_pid()
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))
        """;

    private const string Sql = $"""
        SELECT n.nspname::text, c.relname::text, quote_ident(n.nspname) || '.' || quote_ident(c.relname),
               CASE WHEN c.relkind = 'm' THEN 'm' ELSE c.relpersistence::text END, c.oid,
               CASE WHEN am.amname = 'heap' AND c.oid NOT IN {LockedSql} THEN pg_relation_size(c.oid) / current_setting('block_size')::bigint ELSE -1 END,
               CASE WHEN c.reltoastrelid IN {LockedSql} THEN true ELSE coalesce(pg_relation_size(nullif(c.reltoastrelid, 0)), 0) > 0 END,
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
        """;

    /// <summary>Lists them by name.</summary>
    /// <param name="session">A session of the database.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="only">The tables of interest, by OID; null means all. Of no other one is the size asked, which waits for whoever loads it.</param>
    public static async Task<List<DigestTable>> ReadAsync(
        PinnedSession session, CancellationToken cancellationToken, IReadOnlyCollection<long>? only = null)
    {
        var columns = await DigestColumns.ReadAsync(session, cancellationToken).ConfigureAwait(false);
        return await session.ReadAsync(
            $"{Sql}{(only is null ? "" : $" AND c.oid IN ({string.Join(", ", only.Select(oid => oid.ToString(CultureInfo.InvariantCulture)))})")} ORDER BY 1, 2",
            row => Read(row, columns),
            cancellationToken).ConfigureAwait(false);
    }

    private static DigestTable Read(DbDataReader row, ILookup<uint, DigestColumn> columns)
    {
        var blocks = row.GetInt64(5);
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
            [.. columns[row.GetFieldValue<uint>(4)]],
            blocks < 0 ? null : blocks,
            row.GetString(7))
        {
            HasLongValues = row.GetBoolean(6),
        };
    }
}
