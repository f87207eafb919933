using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.RegularExpressions;
using DrDrills.PostgreSql.Digests;
using DrDrills.Verification;

namespace DrDrills.PostgreSql.Verifications;

/// <summary>Counts rows table by table, and says of which source they are.</summary>
internal static partial class CountedRows
{
    private const string RootsSql = """
        SELECT n.nspname::text, c.relname::text, rn.nspname::text, r.relname::text
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_class r ON r.oid = pg_partition_root(c.oid) JOIN pg_namespace rn ON rn.oid = r.relnamespace
        WHERE c.relispartition AND c.relkind = 'r'
        """;

    /// <summary>Tables with an index that has an entry for every row.</summary>
    private const string IndexedSql = """
        SELECT DISTINCT quote_ident(n.nspname) || '.' || quote_ident(t.relname)
        FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am a ON a.oid = c.relam
        JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace n ON n.oid = t.relnamespace
        WHERE i.indisvalid AND i.indpred IS NULL AND a.amname = 'btree'
        """;

    private const string ByTable =
        "SET LOCAL enable_seqscan = on; SET LOCAL enable_indexscan = off; SET LOCAL enable_indexonlyscan = off; SET LOCAL enable_bitmapscan = off";

    private const string ByIndex = "SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = on; SET LOCAL enable_indexonlyscan = on";

    private const string DatabaseSql = "SELECT (SELECT system_identifier::text FROM pg_control_system()), current_database()::text";

    /// <summary>Counts all ordinary tables over several sessions in one snapshot.</summary>
    /// <remarks>
    /// Of a copy of files each table's rows are counted in its own pages, and once more by an index: pages that were lost count as empty, and its
    /// index still has their rows.
    /// </remarks>
    public static async Task<CountedTables> ReadAsync(
        VerificationContext context, DbDataSource database, CancellationToken cancellationToken)
    {
        var session = await PinnedSession.OpenAsync(database, null, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var tables = (await DigestTables.ReadAsync(session, cancellationToken).ConfigureAwait(false))
                .Where(table => table.Kind == DigestTableKind.Ordinary).OrderByDescending(table => table.Blocks).ToList();
            var indexed = PhysicalBackup.Is(context)
                ? (await session.ReadAsync(IndexedSql, row => row.GetString(0), cancellationToken).ConfigureAwait(false)).ToHashSet(StringComparer.Ordinal)
                : [];
            var snapshot = await session.ExportSnapshotAsync(cancellationToken).ConfigureAwait(false);
            var counts = new ConcurrentBag<(DigestTable Table, long Rows, long Indexed)>();
            var unreadable = new ConcurrentBag<(DigestTable, string)>();
            await SessionCrew.WorkAsync(
                stop => PinnedSession.OpenAsync(database, snapshot, stop),
                tables,
                context.Parallelism,
                async (hand, table, stop) =>
                {
                    try
                    {
                        counts.Add(await CountAsync(hand, table, indexed.Contains(table.QuotedName), stop).ConfigureAwait(false));
                    }
                    catch (DbException e) when (DamagedStorage.Is(e))
                    {
                        unreadable.Add((table, DamagedStorage.Describe(e)));
                    }
                },
                cancellationToken).ConfigureAwait(false);
            return new CountedTables(
                await FoldAsync(session, context, counts.Select(counted => (counted.Table, counted.Rows)), cancellationToken).ConfigureAwait(false),
                [.. unreadable.OrderBy(table => table.Item1.QuotedName, StringComparer.Ordinal)],
                [.. counts.Where(counted => counted.Rows != counted.Indexed).OrderBy(counted => counted.Table.QuotedName, StringComparer.Ordinal)]);
        }
    }

    private static async Task<(DigestTable Table, long Rows, long Indexed)> CountAsync(
        PinnedSession session, DigestTable table, bool twice, CancellationToken cancellationToken)
    {
        var sql = $"SELECT count(*) FROM (SELECT FROM ONLY {table.QuotedName} {table.Condition}) AS drdrills_rows";
        if (!twice)
        {
            var rows = await session.ScalarAsync<long>(sql, cancellationToken).ConfigureAwait(false);
            return (table, rows, rows);
        }

        await session.ExecuteAsync(ByTable, cancellationToken).ConfigureAwait(false);
        var held = await session.ScalarAsync<long>(sql, cancellationToken).ConfigureAwait(false);
        await session.ExecuteAsync(ByIndex, cancellationToken).ConfigureAwait(false);
        return (table, held, await session.ScalarAsync<long>(sql, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Puts the partitions of a table together: which of them there are changes from month to month.</summary>
    public static async Task<RowCounts> FoldAsync(
        PinnedSession session, VerificationContext context, IEnumerable<(DigestTable Table, long Rows)> counts, CancellationToken cancellationToken)
    {
        var roots = (await session.ReadAsync(
                RootsSql, row => (Leaf: (row.GetString(0), row.GetString(1)), Root: (row.GetString(2), row.GetString(3))), cancellationToken)
            .ConfigureAwait(false)).ToDictionary(pair => pair.Leaf, pair => pair.Root);
        var tables = counts
            .GroupBy(counted => roots.GetValueOrDefault((counted.Table.Schema, counted.Table.Name), (counted.Table.Schema, counted.Table.Name)))
            .Select(group => new CountedTable(group.Key.Item1, group.Key.Item2, group.Sum(counted => counted.Rows)))
            .OrderBy(table => table.Schema, StringComparer.Ordinal).ThenBy(table => table.Name, StringComparer.Ordinal);
        return new RowCounts(await SourceAsync(session, context, cancellationToken).ConfigureAwait(false), [.. tables]);
    }

    /// <summary>A dump restored elsewhere tells of the server that it was restored into, files copied from a server tell of that server.</summary>
    private static async Task<SourceNames> SourceAsync(PinnedSession session, VerificationContext context, CancellationToken cancellationToken)
    {
        var (identifier, database) = (await session.ReadAsync(
            DatabaseSql, row => (row.GetString(0), row.GetString(1)), cancellationToken).ConfigureAwait(false))[0];
        var server = (context.Manifest ?? context.Live?.Manifest) is { Source: var source } ? $"{source.SystemIdentifier}/{source.Database}"
            : PhysicalBackup.Is(context) ? $"{identifier}/{database}"
            : null;
        return new SourceNames(null, server, $"{PlaceOf(context.Backup.Location)}, database {database}");
    }

    /// <summary>
    /// Where backups like this one are: its path without days and times. One folder may hold those of several databases, of which a plain dump
    /// does not say which it is of.
    /// </summary>
    internal static string PlaceOf(string location) => Moment().Replace(location.TrimEnd('/'), "#");

    [GeneratedRegex(@"(?<!\d)(?:(?:19|20)\d{2}(?<between>[-_.]?)\d{2}\k<between>\d{2}(?:[-_T. ]*\d{2}[-_:.h]?\d{2}(?:[-_:.m]?\d{2})?)?Z?|\d{10,13})(?!\d)")]
    private static partial Regex Moment();
}
