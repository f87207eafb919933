using System.Data.Common;
using DrDrills.PostgreSql.Verifications;

namespace DrDrills.PostgreSql.Digests;

/// <summary>All that has to be as it was for a table to hold the rows, and to show the values, that it held and showed before.</summary>
/// <remarks>
/// <para>Why an equal state means equal rows. PostgreSQL counts every row version that is inserted, updated or deleted in a table, also by
/// transactions that fail, and a session hands its counts over before it leaves the list of sessions (exactly so since version 15, where
/// they lie in shared memory; before, they were sent as datagrams that may be lost). TRUNCATE and whatever rewrites a table gives it a new
/// file; a column added without a rewrite, renamed or given another type changes the shape, and so does a renamed label of an enum. So a
/// table in which as many rows were ever inserted as a reader saw, none updated or deleted, in the same file and of the same shape, holds
/// what that reader saw.</para>
/// <para>Where this is no proof: a superuser can set the counters back, turn them off, or write into files. It holds only where no statement of
/// the backup was run by one. And it holds only for types whose values are written by PostgreSQL's own or an extension's code from the stored
/// bytes alone: <see cref="IsSelfContained"/> is false for types that name other objects (<c>regclass</c> and its kin) and for row types.</para>
/// </remarks>
/// <param name="Oid">The table.</param>
/// <param name="File">Number of the file that holds its rows.</param>
/// <param name="Inserted">Row versions ever inserted.</param>
/// <param name="Updated">Row versions ever updated.</param>
/// <param name="Deleted">Row versions ever deleted.</param>
/// <param name="Shape">Its columns and the labels of their enums.</param>
/// <param name="IsSelfContained">Whether its values depend on nothing but its rows and its shape.</param>
internal sealed record TableState(long Oid, long File, long Inserted, long Updated, long Deleted, string Shape, bool IsSelfContained)
{
    private const string Sql = """
        WITH RECURSIVE part(relation, type) AS (
            SELECT a.attrelid, a.atttypid FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
            WHERE c.relkind = 'r' AND c.oid >= 16384 AND a.attnum > 0 AND NOT a.attisdropped
            UNION
            SELECT p.relation, x.type FROM part p JOIN pg_type t ON t.oid = p.type
            CROSS JOIN LATERAL (SELECT t.typelem UNION ALL SELECT t.typbasetype UNION ALL
                                SELECT r.rngsubtype FROM pg_range r WHERE t.oid IN (r.rngtypid, r.rngmultitypid)) x(type)
            WHERE x.type <> 0),
        parts AS (
            SELECT p.relation,
                   bool_and(t.typtype IN ('d', 'e', 'r', 'm')
                            OR t.typtype = 'b' AND t.oid < 16384 AND t.typname !~ '^(reg|aclitem)'
                            OR t.typtype = 'b' AND t.typcategory = 'A' AND t.typname !~ '^_(reg|aclitem)'
                            OR t.typtype = 'b' AND EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid
                                                           AND d.deptype = 'e')) AS self_contained,
                   string_agg((SELECT string_agg(format('%s %s %s', e.oid, e.enumsortorder, e.enumlabel), ',' ORDER BY e.oid)
                               FROM pg_enum e WHERE e.enumtypid = t.oid), ';' ORDER BY t.oid) AS labels
            FROM part p JOIN pg_type t ON t.oid = p.type GROUP BY p.relation)
        SELECT n.nspname::text, c.relname::text, c.oid::bigint, coalesce(pg_relation_filenode(c.oid)::bigint, 0),
               pg_stat_get_tuples_inserted(c.oid), pg_stat_get_tuples_updated(c.oid), pg_stat_get_tuples_deleted(c.oid),
               encode(sha256(convert_to(concat_ws('|',
                   (SELECT string_agg(format('%s %s %s %s %s %s %s %s', a.attnum, a.attname, a.atttypid, a.atttypmod, a.attcollation, a.attisdropped,
                                             a.attgenerated, a.attmissingval), ',' ORDER BY a.attnum)
                    FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0),
                   parts.labels), 'UTF8')), 'hex'),
               coalesce(parts.self_contained, true) AND NOT EXISTS (
                   SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attgenerated NOT IN ('', 's'))
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN parts ON parts.relation = c.oid
        WHERE c.relkind = 'r' AND c.oid >= 16384 AND c.relpersistence <> 't'
        """;

    /// <summary>Whether the server counts exactly and is told to.</summary>
    private const string CountsSql = "SELECT current_setting('server_version_num')::int >= 150000 AND current_setting('track_counts')::boolean";

    /// <summary>
    /// Who else is at work in the database. Vacuum's workers count only where they could run code of the backup: through an index or
    /// statistics over an expression.
    /// </summary>
    private const string OthersSql = $"""
        WITH {ForeignCode.Sql},
        foreign_expression AS (
            SELECT FROM foreign_code WHERE classid = 'pg_class'::regclass
            UNION ALL SELECT FROM foreign_domain
            UNION ALL SELECT FROM pg_depend d WHERE d.classid = 'pg_statistic_ext'::regclass AND d.refobjid >= 16384
                      AND d.refclassid IN ('pg_proc'::regclass, 'pg_operator'::regclass, 'pg_type'::regclass))
        SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND usename IS DISTINCT FROM current_user
          AND (backend_type <> 'autovacuum worker' OR EXISTS (SELECT FROM foreign_expression))
        """;

    /// <summary>Whether states of this server prove anything.</summary>
    public static Task<bool> AreExactAsync(PinnedSession session, CancellationToken cancellationToken) =>
        session.ScalarAsync<bool>(CountsSql, cancellationToken);

    /// <summary>Sessions and workers of others than the asking role in this database; their counts may still be on the way.</summary>
    public static Task<long> OthersAsync(PinnedSession session, CancellationToken cancellationToken) =>
        session.ScalarAsync<long>(OthersSql, cancellationToken);

    /// <summary>Every table of the database that is not the system's.</summary>
    public static async Task<IReadOnlyDictionary<(string Schema, string Name), TableState>> ReadAsync(
        PinnedSession session, CancellationToken cancellationToken) =>
        (await session.ReadAsync(Sql, Read, cancellationToken).ConfigureAwait(false)).ToDictionary(row => row.Name, row => row.State);

    private static ((string Schema, string Name) Name, TableState State) Read(DbDataReader row) => (
        (row.GetString(0), row.GetString(1)),
        new TableState(
            row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6), row.GetString(7), row.GetBoolean(8)));
}
