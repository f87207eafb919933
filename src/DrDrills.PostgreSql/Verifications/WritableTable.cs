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
/// <param name="Unproven">What new rows have to hold to and old ones need not (<c>NOT VALID</c>), as a condition; empty where there is nothing.</param>
internal sealed record WritableTable(
    string Subject, string QuotedName, IReadOnlyList<string> Columns, bool HasUnique, bool MayBeWritten, string Unproven)
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
               coalesce((SELECT string_agg(CASE k.contype
                             WHEN 'c' THEN '(' || pg_get_expr(k.conbin, k.conrelid) || ') IS NOT FALSE'
                             ELSE (SELECT quote_ident(a.attname) || ' IS NOT NULL' FROM pg_attribute a
                                   WHERE a.attrelid = k.conrelid AND a.attnum = k.conkey[1]) END, ' AND ')
                         FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype IN ('c', 'n') AND NOT k.convalidated), '')
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
          AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
        ORDER BY 1
        """;

    public static Task<List<WritableTable>> ReadAllAsync(PinnedSession session, CancellationToken cancellationToken) =>
        session.ReadAsync(
            Sql,
            row => new WritableTable(
                row.GetString(0), row.GetString(1), row.GetFieldValue<string[]>(2), row.GetBoolean(3), row.GetBoolean(4), row.GetString(5)),
            cancellationToken);

    /// <summary>
    /// Writes one of its rows again, with the next values of <paramref name="fed"/>; where an index would refuse a second one, the first is
    /// taken out before. Of rows that a promise was never proven for, one is taken that keeps it, if there is any. The caller undoes it.
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
        var any = $"(SELECT ctid FROM ONLY {QuotedName} LIMIT 1)";
        var which = Unproven.Length == 0 ? any : $"coalesce((SELECT ctid FROM ONLY {QuotedName} WHERE {Unproven} LIMIT 1), {any})";
        var one = $"WITH one AS ({(HasUnique ? "DELETE" : "SELECT *")} FROM ONLY {QuotedName} WHERE ctid = {which}{(HasUnique ? " RETURNING *" : "")})";
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
        catch (DbException e) when (e.SqlState == "23514" && fed.Count > 0)
        {
            // A check may tie a fed column to another one: the row as it is holds to it.
            await writer.UndoAsync(cancellationToken).ConfigureAwait(false);
            await writer.SaveAsync(cancellationToken).ConfigureAwait(false);
            var (rows, refusedAtSource, finding) = await WriteAsync(writer, [], cancellationToken).ConfigureAwait(false);
            return (rows, refusedAtSource, finding ?? WriteGateVerification.Finding(
                "DRF414",
                Subject,
                "a row can be written with the next values of its sequences",
                $"error {e.SqlState}",
                "A check refuses one of the table's rows with the next values of its sequences, and takes it as it is: does it tie them to another column?",
                FindingSeverity.Note));
        }
        catch (DbException e) when (e.SqlState == "55000" || (Unproven.Length > 0 && e.SqlState is "23514" or "23502"))
        {
            // A published table without a replica identity refuses deletes; a promise that no row keeps refuses each of them.
            return (0, true, null);
        }
        catch (DbException e) when (e.SqlState is "42883" or "42704" or "42P01")
        {
            return (0, false, WriteGateVerification.Finding(
                "DRF414",
                Subject,
                "a row can be written",
                $"error {e.SqlState}",
                "No row was written: what an index or a check of the table runs names things without their schema, and the harness looks in pg_catalog alone.",
                FindingSeverity.Note));
        }
        catch (DbException e) when (e.SqlState is not null && !e.SqlState.StartsWith("57P", StringComparison.Ordinal))
        {
            return (0, false, WriteGateVerification.Finding(
                "DRF414", Subject, "a row can be written", $"error {e.SqlState}", "Writing one of the table's own rows again was refused."));
        }
    }
}
