using System.Globalization;
using DrDrills.PostgreSql.Digests;
using DrDrills.Verification;

namespace DrDrills.PostgreSql.Verifications;

/// <summary>A whole-number column that takes its values from a sequence: identity, serial, or a default of plain <c>nextval</c>.</summary>
/// <param name="Sequence">Quoted name of the sequence.</param>
/// <param name="Table">Quoted name of the table; of partitions, the topmost.</param>
/// <param name="Column">Quoted name of the column.</param>
/// <param name="Increment">Step of the sequence.</param>
/// <param name="Limit">Last value that the sequence gives, or null where it starts over.</param>
/// <param name="IsUnique">Whether a unique index refuses a value that is taken.</param>
/// <param name="IsPartitionKey">Whether the value decides in which partition a row lies.</param>
/// <param name="Key">Schema and name of the sequence.</param>
internal sealed record FedColumn(
    string Sequence, string Table, string Column, long Increment, long? Limit, bool IsUnique, bool IsPartitionKey, (string Schema, string Name) Key)
{
    /// <summary>How many of the next values are looked at where the column holds values beyond the sequence.</summary>
    private const int LookAhead = 1000;

    private const string Sql = """
        WITH RECURSIVE above_foreign AS (
            SELECT i.inhparent FROM pg_inherits i JOIN pg_class f ON f.oid = i.inhrelid AND f.relkind = 'f'
            UNION SELECT i.inhparent FROM pg_inherits i JOIN above_foreign u ON i.inhrelid = u.inhparent),
        fed AS (
            SELECT d.objid AS seq, d.refobjid AS rel, d.refobjsubid AS attnum FROM pg_depend d
            WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype = 'i' AND d.refobjsubid > 0
            UNION
            SELECT d.refobjid, ad.adrelid, ad.adnum FROM pg_depend d JOIN pg_attrdef ad ON ad.oid = d.objid
            WHERE d.classid = 'pg_attrdef'::regclass AND d.refclassid = 'pg_class'::regclass
              AND pg_get_expr(ad.adbin, ad.adrelid) ~ '^\(?nextval\(''[^()]*''::regclass\)\)?(::[a-z]+)?$')
        SELECT quote_ident(sn.nspname) || '.' || quote_ident(sc.relname), quote_ident(tn.nspname) || '.' || quote_ident(t.relname),
               quote_ident(a.attname), s.seqincrement,
               CASE WHEN NOT s.seqcycle THEN CASE WHEN s.seqincrement > 0 THEN s.seqmax ELSE s.seqmin END END,
               EXISTS (SELECT FROM pg_index i WHERE i.indrelid = t.oid AND i.indisunique AND i.indnkeyatts = 1 AND i.indkey[0] = a.attnum
                       AND i.indpred IS NULL),
               EXISTS (SELECT FROM pg_partitioned_table p WHERE p.partrelid = t.oid AND (a.attnum = ANY (p.partattrs) OR 0 = ANY (p.partattrs))),
               sn.nspname::text, sc.relname::text
        FROM fed
        JOIN pg_sequence s ON s.seqrelid = fed.seq
        JOIN pg_class sc ON sc.oid = s.seqrelid JOIN pg_namespace sn ON sn.oid = sc.relnamespace
        JOIN pg_class t ON t.oid = fed.rel JOIN pg_namespace tn ON tn.oid = t.relnamespace
        JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = fed.attnum
        WHERE t.relkind IN ('r', 'p') AND NOT t.relispartition AND t.relpersistence <> 't' AND sc.relpersistence <> 't'
          AND a.atttypid IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype, 'numeric'::regtype)
          AND t.oid NOT IN (SELECT inhparent FROM above_foreign)
          AND tn.nspname !~ '^pg_' AND tn.nspname <> 'information_schema'
        ORDER BY 2, 3
        """;

    /// <summary>As findings name it.</summary>
    public string Subject => $"sequence {Sequence}";

    /// <summary>SQL for the value that <c>nextval</c> would give, without taking it.</summary>
    public string NextSql => string.Create(
        CultureInfo.InvariantCulture,
        $"(SELECT CASE WHEN is_called THEN last_value::numeric + ({Increment}) ELSE last_value END FROM {Sequence})");

    public static Task<List<FedColumn>> ReadAllAsync(PinnedSession session, CancellationToken cancellationToken) =>
        session.ReadAsync(
            Sql,
            row => new FedColumn(
                row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt64(3),
                row.IsDBNull(4) ? null : row.GetInt64(4), row.GetBoolean(5), row.GetBoolean(6), (row.GetString(7), row.GetString(8))),
            cancellationToken);

    /// <summary>Compares the next values with those in the column.</summary>
    public async Task<Finding?> LookAsync(PinnedSession session, CancellationToken cancellationToken)
    {
        var extreme = Increment > 0 ? "max" : "min";
        var ahead = Increment > 0 ? ">=" : "<=";
        var (next, farthest, collides) = (await session.ReadAsync(
            $"""
            SELECT {NextSql}::text, x.far::text, coalesce(x.far {ahead} {NextSql}, false)
            FROM (SELECT {extreme}(t.{Column}) AS far FROM {Table} AS t) x
            """,
            row => (row.GetString(0), row.IsDBNull(1) ? "none" : row.GetString(1), row.GetBoolean(2)),
            cancellationToken).ConfigureAwait(false))[0];
        var beyond = Increment > 0 ? "largest" : "smallest";
        if (Limit is { } limit && (Increment > 0 ? Number(next) > limit : Number(next) < limit))
        {
            return WriteGateVerification.Finding(
                "DRF412", Subject, $"a next value up to {limit.ToString(CultureInfo.InvariantCulture)}", "none left", "The sequence is used up.");
        }

        if (!collides)
        {
            return null;
        }

        // Values beyond the sequence may be entered by hand, far away; what counts is whether one of the next is taken.
        var taken = await session.ScalarAsync<bool>(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                SELECT EXISTS (SELECT FROM {Table} AS t, (SELECT {NextSql} AS next OFFSET 0) AS n
                WHERE t.{Column}::numeric BETWEEN least(n.next, n.next + {LookAhead - 1}::numeric * ({Increment}))
                      AND greatest(n.next, n.next + {LookAhead - 1}::numeric * ({Increment}))
                  AND mod(t.{Column}::numeric - n.next, {Increment}) = 0)
                """),
            cancellationToken).ConfigureAwait(false);
        return WriteGateVerification.Finding(
            "DRF411",
            Subject,
            $"a next value beyond the {beyond} of {Table}.{Column}, {farthest}",
            $"next value {next}",
            taken ? "The sequence lies behind its column; it gives values that are taken." : "The sequence lies behind its column; its next values are still free.",
            taken && IsUnique ? FindingSeverity.Error : FindingSeverity.Note);
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
