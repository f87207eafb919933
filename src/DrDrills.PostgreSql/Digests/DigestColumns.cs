using System.Data.Common;

namespace DrDrills.PostgreSql.Digests;

/// <summary>Lists the live columns of all tables that <see cref="DigestTables"/> may name.</summary>
internal static class DigestColumns
{
    /// <summary>
    /// Whether column <c>a</c> of <c>pg_attribute</c> holds no null. From PostgreSQL 18 on a promise may be <c>NOT VALID</c>: marked in the
    /// column as any other, and not held to by the rows that were there before it.
    /// </summary>
    public const string NeverNullSql = """
        (a.attnotnull AND NOT EXISTS (SELECT FROM pg_constraint promise WHERE promise.conrelid = a.attrelid AND promise.contype = 'n'
                                      AND promise.conkey[1] = a.attnum AND NOT promise.convalidated))
        """;

    private const string Sql = $"""
        WITH RECURSIVE seen_through AS (
            SELECT oid AS type, oid AS base, -1 AS modifier FROM pg_type WHERE typtype <> 'd'
            UNION ALL
            SELECT d.oid, b.base, CASE WHEN d.typtypmod >= 0 THEN d.typtypmod ELSE b.modifier END
            FROM pg_type d JOIN seen_through b ON b.type = d.typbasetype WHERE d.typtype = 'd')
        SELECT a.attrelid, quote_ident(a.attname), a.atttypid = 'bytea'::regtype, {CopyForms.SenderSql},
               CASE WHEN b.typnamespace = 'pg_catalog'::regnamespace THEN b.typname::text ELSE '' END,
               CASE WHEN a.atttypmod >= 0 THEN a.atttypmod ELSE s.modifier END,
               coalesce((SELECT quote_ident(sn.nspname) || '.' || quote_ident(p.proname)
                         FROM pg_proc p JOIN pg_namespace sn ON sn.oid = p.pronamespace WHERE p.oid = b.typsend), ''),
               NOT {NeverNullSql}
        FROM pg_attribute a
        JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'm')
        JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
        JOIN seen_through s ON s.type = a.atttypid
        JOIN pg_type b ON b.oid = s.base
        WHERE a.attnum > 0 AND NOT a.attisdropped
        ORDER BY a.attrelid, a.attname COLLATE "C"
        """;

    /// <summary>Columns by their table's OID, sorted by name (ordinal); a table without columns is left out.</summary>
    public static async Task<ILookup<uint, DigestColumn>> ReadAsync(PinnedSession session, CancellationToken cancellationToken) =>
        (await session.ReadAsync(Sql, Read, cancellationToken).ConfigureAwait(false)).ToLookup(column => column.Table, column => column.Column);

    private static (uint Table, DigestColumn Column) Read(DbDataReader row) => (
        row.GetFieldValue<uint>(0),
        new DigestColumn(row.GetString(1), row.GetBoolean(2), CopyForms.Of(row.GetString(3)))
        {
            Type = row.GetString(4),
            Modifier = row.GetInt32(5),
            Sender = row.GetString(6),
            MayBeNull = row.GetBoolean(7),
        });
}
