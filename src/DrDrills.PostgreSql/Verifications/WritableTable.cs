using System.Data.Common;
using DrDrills.PostgreSql.Digests;
using DrDrills.Verification;

namespace DrDrills.PostgreSql.Verifications;

/// <summary>A table or partition that a row can be written to.</summary>
/// <param name="Subject">As findings name it.</param>
/// <param name="QuotedName">Quoted name.</param>
/// <param name="Columns">Quoted columns that are stored rather than generated.</param>
/// <param name="HasUnique">Whether an index or exclusion refuses a second row like the first.</param>
/// <param name="MayBeWritten">Whether no code of the backup would run.</param>
/// <param name="HasUnvalidated">Whether a check or NOT NULL is declared NOT VALID: rows that were there before may break it, and cannot be written again.</param>
internal sealed record WritableTable(
    string Subject, string QuotedName, IReadOnlyList<string> Columns, bool HasUnique, bool MayBeWritten, bool HasUnvalidated)
{
    private const string Sql = $"""
        WITH {ForeignCode.Sql}
        SELECT 'table ' || n.nspname || '.' || c.relname, quote_ident(n.nspname) || '.' || quote_ident(c.relname),
               ARRAY(SELECT quote_ident(a.attname) FROM pg_attribute a
                     WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum),
               EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND (i.indisunique OR i.indisexclusion)),
               c.oid NOT IN (SELECT oid FROM foreign_table WHERE oid IS NOT NULL)
               AND NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgenabled IN ('A', 'R'))
               AND NOT EXISTS (SELECT FROM pg_rewrite r WHERE r.ev_class = c.oid),
               EXISTS (SELECT FROM pg_constraint k WHERE NOT k.convalidated AND k.contype IN ('c', 'n')
                       AND (k.conrelid = c.oid OR k.contypid IN (SELECT a.atttypid FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0)))
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
          AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
        ORDER BY 1
        """;

    public static Task<List<WritableTable>> ReadAllAsync(PinnedSession session, CancellationToken cancellationToken) =>
        session.ReadAsync(
            Sql,
            row => new WritableTable(
                row.GetString(0), row.GetString(1), row.GetFieldValue<string[]>(2), row.GetBoolean(3), row.GetBoolean(4), row.GetBoolean(5)),
            cancellationToken);

    /// <summary>
    /// Writes one of its rows again, with the next values of <paramref name="fed"/>; where an index would refuse a second one, the first is
    /// taken out before. The caller undoes it.
    /// </summary>
    /// <returns>Rows written (none where the table is empty); whether the source refuses the row as well; what went wrong.</returns>
    public async Task<(int Rows, bool RefusedAtSource, Finding? Finding)> WriteAsync(
        PinnedSession writer, IReadOnlyList<FedColumn> fed, CancellationToken cancellationToken)
    {
        if (Columns.Count == 0)
        {
            return (0, false, null);
        }

        var values = string.Join(", ", Columns.Select(column =>
            fed.FirstOrDefault(f => f.Column == column && !f.IsPartitionKey)?.NextSql ?? $"one.{column}"));
        var one = HasUnique
            ? $"WITH one AS (DELETE FROM ONLY {QuotedName} WHERE ctid = (SELECT ctid FROM ONLY {QuotedName} LIMIT 1) RETURNING *)"
            : $"WITH one AS (SELECT * FROM ONLY {QuotedName} LIMIT 1)";
        try
        {
            var rows = await writer.ReadAsync(
                $"""
                {one} INSERT INTO {QuotedName} ({string.Join(", ", Columns)}) OVERRIDING SYSTEM VALUE
                SELECT {values} FROM one RETURNING 1
                """,
                _ => 1,
                cancellationToken).ConfigureAwait(false);
            return (rows.Count, false, null);
        }
        catch (DbException e) when (e.SqlState == "55000" || (HasUnvalidated && e.SqlState is "23514" or "23502"))
        {
            // A published table without a replica identity refuses deletes; a constraint declared NOT VALID refuses rows older than itself.
            return (0, true, null);
        }
        catch (DbException e) when (e.SqlState is not null && !e.SqlState.StartsWith("57P", StringComparison.Ordinal))
        {
            return (0, false, WriteGateVerification.Finding(
                "DRF414", Subject, "a row can be written", $"error {e.SqlState}", "Writing one of the table's own rows again was refused."));
        }
    }
}
