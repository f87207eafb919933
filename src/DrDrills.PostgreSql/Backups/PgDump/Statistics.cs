using DrDrills.PostgreSql.Digests;
using Npgsql;

namespace DrDrills.PostgreSql.Backups.PgDump;

/// <summary>The planner's statistics, which are not in a dump; without them the copy answers, but not as production does.</summary>
/// <remarks>
/// <para>From a tenth of the usual sample, as a person in a hurry takes them first (<c>vacuumdb --analyze-in-stages</c>): of many partitions the whole
/// sample takes a sixth of the whole restore, and what the copy is asked does not need it.</para>
/// <para>Columns with a larger target of their own keep that, and are asked apart from their table's others, which would be taken from as many rows;
/// so are those that extended statistics hold together with one of them. The expressions that such a table's indexes are over get no statistics:
/// the server takes these only of a table as a whole.</para>
/// </remarks>
internal static class Statistics
{
    /// <summary>What a record says of them.</summary>
    public const string Detail = "statistics of a tenth of the usual sample";

    private const string Sample = "SET default_statistics_target = 10";

    /// <summary>A partitioned table brings its partitions along; the largest first, the many small ones in a few statements.</summary>
    private const string UnitsSql = """
        WITH RECURSIVE above_foreign AS (
            SELECT i.inhparent FROM pg_inherits i JOIN pg_class f ON f.oid = i.inhrelid AND f.relkind = 'f'
            UNION SELECT i.inhparent FROM pg_inherits i JOIN above_foreign u ON i.inhrelid = u.inhparent)
        SELECT string_agg(name, ', ') FROM (
            SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) || coalesce(part.columns, '') AS name,
                   CASE WHEN c.relkind = 'p' THEN 1 << 30 ELSE pg_relation_size(c.oid) END AS bytes, dense_rank() OVER (ORDER BY c.oid) AS number
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN LATERAL (
                SELECT CASE WHEN count(*) OVER () > 1 THEN ' (' || string_agg(quote_ident(attname), ', ' ORDER BY attnum) || ')' END AS columns
                FROM (
                    SELECT a.attname, a.attnum, coalesce(a.attstattarget, -1) > 10 OR EXISTS (
                        SELECT FROM pg_statistic_ext s JOIN pg_attribute o ON o.attrelid = s.stxrelid AND o.attnum = ANY (s.stxkeys)
                        WHERE s.stxrelid = c.oid AND a.attnum = ANY (s.stxkeys) AND o.attstattarget > 10) AS finer
                    FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS attribute
                GROUP BY finer) AS part ON true
            WHERE c.relkind IN ('r', 'm', 'p') AND c.oid NOT IN (SELECT inhparent FROM above_foreign)
              AND (NOT c.relispartition OR EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = c.oid AND i.inhparent IN (SELECT inhparent FROM above_foreign)))
              AND c.relpersistence <> 't' AND n.nspname !~ '^pg_toast') units
        GROUP BY CASE WHEN bytes > 1 << 23 THEN -number ELSE number / 50 END ORDER BY max(bytes) DESC
        """;

    /// <summary>Takes them over several sessions.</summary>
    public static async Task TakeAsync(NpgsqlDataSource database, int sessions, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> units;
        // Pinned, because by now the backup may have told the database where to look for functions.
        var session = await PinnedSession.OpenAsync(database, null, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            units = await session.ReadAsync(UnitsSql, row => row.GetString(0), cancellationToken).ConfigureAwait(false);
        }

        await Parallel.ForEachAsync(
            units,
            new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, sessions), CancellationToken = cancellationToken },
            (tables, stop) => AnalyseAsync(database, tables, stop)).ConfigureAwait(false);
    }

    private static async ValueTask AnalyseAsync(NpgsqlDataSource database, string tables, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        // Two statements of their own, so that each table's lock ends with that table.
        foreach (var sql in new[] { Sample, "ANALYZE " + tables })
        {
            var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
            await using var __ = command.ConfigureAwait(false);
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
