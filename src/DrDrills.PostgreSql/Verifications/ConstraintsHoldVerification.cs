using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using DrDrills.Drills;
using DrDrills.PostgreSql.Backups.PgDump;
using DrDrills.PostgreSql.Digests;
using DrDrills.Verification;

namespace DrDrills.PostgreSql.Verifications;

/// <summary>Foreign keys and check constraints, asked of the rows that are there instead of believed.</summary>
/// <remarks>
/// A constraint marked valid is not proof: rows loaded with triggers off, or damaged since, pass unseen. <c>NOT VALID</c> ones promise
/// nothing about old rows and are left out. Expressions that would call code of the backup are left out and counted
/// (<see cref="ForeignCode"/>).
/// </remarks>
internal sealed class ConstraintsHoldVerification : DatabaseVerification
{
    private const string ForeignKeysSql = """
        SELECT 'constraint ' || n.nspname || '.' || c.relname || '.' || k.conname, 'DRF431',
               format('SELECT count(*) FROM %s AS c WHERE %s AND NOT EXISTS (SELECT FROM %s AS p WHERE %s)',
                      CASE c.relkind WHEN 'p' THEN '' ELSE 'ONLY ' END || quote_ident(n.nspname) || '.' || quote_ident(c.relname),
                      (SELECT '(' || string_agg(format('c.%I IS NOT NULL', a.attname),
                                                CASE k.confmatchtype WHEN 'f' THEN ' OR ' ELSE ' AND ' END) || ')'
                       FROM unnest(k.conkey) u(attnum) JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.attnum),
                      CASE p.relkind WHEN 'p' THEN '' ELSE 'ONLY ' END || quote_ident(pn.nspname) || '.' || quote_ident(p.relname),
                      (SELECT string_agg(format('p.%I OPERATOR(%I.%s) c.%I%s', pa.attname, opn.nspname, o.oprname, ca.attname,
                                                CASE WHEN pa.attcollation <> 0 THEN ' COLLATE ' || pa.attcollation::regcollation ELSE '' END), ' AND ')
                       FROM unnest(k.conkey, k.confkey, k.conpfeqop) u(ck, pk, op)
                       JOIN pg_attribute ca ON ca.attrelid = k.conrelid AND ca.attnum = u.ck
                       JOIN pg_attribute pa ON pa.attrelid = k.confrelid AND pa.attnum = u.pk
                       JOIN pg_operator o ON o.oid = u.op JOIN pg_namespace opn ON opn.oid = o.oprnamespace)),
               k.conpfeqop::oid[] && ARRAY(SELECT o.oid FROM pg_operator o WHERE o.oid >= 16384 AND NOT EXISTS (
                   SELECT FROM pg_depend e WHERE e.classid = 'pg_operator'::regclass AND e.objid = o.oid AND e.deptype = 'e')),
               c.reltuples,
               touched.tables, touched.bytes, coalesce((to_jsonb(k)->>'conperiod')::boolean, false)
        FROM pg_constraint k
        JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_class p ON p.oid = k.confrelid JOIN pg_namespace pn ON pn.oid = p.relnamespace
        CROSS JOIN LATERAL (
            SELECT coalesce(array_agg(x.oid::bigint), '{}'), coalesce(sum(pg_relation_size(x.oid)), 0)::bigint FROM pg_class x
            WHERE x.relkind = 'r' AND (x.oid IN (k.conrelid, k.confrelid) OR x.oid IN (
                SELECT t.relid FROM (VALUES (k.conrelid), (k.confrelid)) r(oid), pg_partition_tree(r.oid) t))) touched(tables, bytes)
        WHERE k.contype = 'f' AND k.convalidated AND k.conparentid = 0 AND c.relkind IN ('r', 'p') AND c.relpersistence <> 't'
        """;

    private const string ChecksSql = $"""
        WITH {ForeignCode.Sql}
        SELECT 'constraint ' || n.nspname || '.' || c.relname || '.' || k.conname, 'DRF432',
               format('SELECT count(*) FROM ONLY %I.%I WHERE NOT (%s)', n.nspname, c.relname, pg_get_expr(k.conbin, k.conrelid)),
               c.oid IN (SELECT oid FROM foreign_table), c.reltuples, ARRAY[]::bigint[], 0::bigint, false
        FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE k.contype = 'c' AND k.convalidated AND c.relkind = 'r' AND c.relpersistence <> 't'
          AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
        """;

    public override VerificationId Id { get; } = VerificationId.Parse("constraints-hold");

    public override string Title => "Constraints hold";

    public override string Proves => "Every foreign key and every check that the database promises is true of the rows that came back.";

    protected override async Task<VerificationAnswer> AskAsync(
        VerificationContext context, DbDataSource database, CancellationToken cancellationToken)
    {
        var session = await PinnedSession.OpenAsync(database, null, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var all = await session.ReadAsync(
                $"SELECT * FROM ({ForeignKeysSql}) f UNION ALL SELECT * FROM ({ChecksSql}) c ORDER BY 5 DESC, 1",
                row => new Promise(
                    row.GetString(0), row.GetString(1), row.GetString(2), row.GetBoolean(3), row.GetFieldValue<long[]>(5), row.GetInt64(6), row.GetBoolean(7)),
                cancellationToken).ConfigureAwait(false);
            var enforced = await EnforcedAsync(context.Witness, database, all, cancellationToken).ConfigureAwait(false);
            var asked = all.Where(promise => !promise.CallsForeignCode && !promise.IsOverPeriods && !enforced.Contains(promise)).ToList();
            var snapshot = await session.ExportSnapshotAsync(cancellationToken).ConfigureAwait(false);
            var findings = new ConcurrentBag<Finding>();
            await SessionCrew.WorkAsync(
                stop => PinnedSession.OpenAsync(database, snapshot, stop),
                asked,
                context.Parallelism,
                async (hand, promise, stop) =>
                {
                    if (await promise.LookAsync(hand, stop).ConfigureAwait(false) is { } finding)
                    {
                        findings.Add(finding);
                    }
                },
                cancellationToken).ConfigureAwait(false);
            return VerificationAnswer.Looked(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{asked.Count(p => p.Code == "DRF431")} foreign keys, {asked.Count(p => p.Code == "DRF432")} checks; "
                    + $"{all.Count(p => p.CallsForeignCode)} left out because code of the backup would run"
                    + $"{(all.Count(p => p.IsOverPeriods && !p.CallsForeignCode) is > 0 and var periods ? $"; {periods} foreign keys over periods of time not asked" : "")}"
                    + $"{(enforced.Count == 0 ? "" : $"; {enforced.Count} foreign keys from or to large tables not asked again, because this restore validated them and nothing was changed or deleted since")}"),
                [.. findings.OrderBy(finding => finding.Subject, StringComparer.Ordinal)]);
        }
    }

    /// <summary>
    /// Foreign keys from or to large tables that PostgreSQL validated in this restore and has held to since: with no superuser about, nobody could
    /// turn its triggers off, and where no row of either side was ever changed or deleted, no trigger of the backup's own could undo its work.
    /// </summary>
    private static async Task<IReadOnlySet<Promise>> EnforcedAsync(
        RestoreWitness? witness, DbDataSource database, List<Promise> all, CancellationToken cancellationToken)
    {
        if (witness is not DumpWitness dump)
        {
            return new HashSet<Promise>();
        }

        var unchanged = (await dump.UnchangedAsync(database, cancellationToken).ConfigureAwait(false)).Values
            .Where(state => state is { Updated: 0, Deleted: 0 }).Select(state => state.Oid).ToHashSet();
        return all.Where(promise => promise is { Code: "DRF431", CallsForeignCode: false, IsOverPeriods: false, Bytes: >= DumpWitness.Large }
            && promise.Tables.All(unchanged.Contains)).ToHashSet();
    }

    private sealed record Promise(
        string Subject, string Code, string Sql, bool CallsForeignCode, IReadOnlyList<long> Tables, long Bytes, bool IsOverPeriods)
    {
        public async Task<Finding?> LookAsync(PinnedSession session, CancellationToken cancellationToken)
        {
            try
            {
                var broken = await session.ScalarAsync<long>(Sql, cancellationToken).ConfigureAwait(false);
                return broken == 0
                    ? null
                    : Finding(string.Create(CultureInfo.InvariantCulture, $"{broken} rows"), Code == "DRF431"
                        ? "Rows refer to rows that are not there." : "Rows break a check that the database promises.");
            }
            catch (DbException e) when (DamagedStorage.Is(e))
            {
                return Finding(DamagedStorage.Describe(e), "The rows cannot be read.");
            }
        }

        private Finding Finding(string observed, string statement) => new()
        {
            Code = Code,
            Subject = Subject,
            Expected = "0 rows",
            Observed = observed,
            Statement = statement,
        };
    }
}
