using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using DrDrills.PostgreSql.Digests;
using DrDrills.Verification;

namespace DrDrills.PostgreSql.Verifications;

/// <summary>Every B-tree against its table, and every table's pages, with PostgreSQL's <c>amcheck</c>.</summary>
/// <remarks>
/// What <c>pg_amcheck --heapallindexed</c> asks, in parallel sessions. The functions of amcheck's library are declared as temporary functions
/// in each session's transaction and rolled back, so nothing is installed in the copy. Indexes over expressions of the backup's own
/// functions are checked for their order only, since comparing them with the table would call the functions; indexes over the backup's own
/// operator classes are not checked.
/// </remarks>
internal sealed class IndexIntegrityVerification : DatabaseVerification
{
    private const string Functions = """
        CREATE FUNCTION pg_temp.drdrills_bt_index_check(index regclass, heapallindexed boolean) RETURNS void
            AS '$libdir/amcheck', 'bt_index_check' LANGUAGE C STRICT;
        CREATE FUNCTION pg_temp.drdrills_verify_heapam(
                relation regclass, on_error_stop boolean, check_toast boolean, skip text, startblock bigint, endblock bigint,
                blkno OUT bigint, offnum OUT integer, attnum OUT integer, msg OUT text) RETURNS SETOF record
            AS '$libdir/amcheck', 'verify_heapam' LANGUAGE C;
        """;

    private const string FiringSql = """
        SELECT count(*) FROM pg_event_trigger WHERE evtenabled IN ('A', 'R') AND current_setting('server_version_num')::int < 170000
        """;

    private const string ListSql = $"""
        WITH {ForeignCode.Sql}
        SELECT c.oid::bigint, c.relkind::text, n.nspname || '.' || c.relname, pg_relation_size(c.oid) AS bytes,
               coalesce(i.indexrelid NOT IN (SELECT objid FROM foreign_code WHERE classid = 'pg_class'::regclass), true)
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_am am ON am.oid = c.relam
        LEFT JOIN pg_index i ON i.indexrelid = c.oid
        WHERE c.relpersistence <> 't'
          -- An operator class of the backup's own compares with code of the backup's own.
          AND NOT EXISTS (SELECT FROM unnest(i.indclass) k JOIN pg_depend d
                          ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.refclassid = 'pg_opclass'::regclass AND d.refobjid = k
                          AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_opclass'::regclass AND e.objid = k AND e.deptype = 'e'))
          AND ((c.relkind = 'i' AND am.amname = 'btree' AND i.indisvalid AND i.indisready)
               OR (c.relkind IN ('r', 'm', 't') AND am.amname = 'heap'))
        ORDER BY bytes DESC, 3
        """;

    public override VerificationId Id { get; } = VerificationId.Parse("index-integrity");

    public override string Title => "Index integrity";

    public override string Proves => "Every B-tree index is in order and finds every row of its table, and every table's pages can be read.";

    protected override async Task<VerificationAnswer> AskAsync(
        VerificationContext context, DbDataSource database, CancellationToken cancellationToken)
    {
        var firing = await ReadAsync(
            database, session => session.ScalarAsync<long>(FiringSql, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (firing > 0)
        {
            return VerificationAnswer.CouldNotAsk("the backup has event triggers that fire always; declaring amcheck's functions would run them");
        }

        PinnedSession first;
        try
        {
            first = await OpenAsync(database, cancellationToken).ConfigureAwait(false);
        }
        catch (DbException e) when (e.SqlState is "58P01" or "42501" or "42883" or "0A000")
        {
            return VerificationAnswer.CouldNotAsk(e.SqlState == "42501"
                ? "the role may not declare amcheck's functions; it takes a superuser of the restored copy"
                : "the target server has no amcheck library; install PostgreSQL's contrib package there");
        }

        await using (first.ConfigureAwait(false))
        {
            var relations = await first.ReadAsync(ListSql, Relation.Read, cancellationToken).ConfigureAwait(false);
            var findings = new ConcurrentBag<Finding>();
            await SessionCrew.WorkAsync(
                stop => OpenAsync(database, stop),
                relations,
                context.Parallelism,
                async (session, relation, stop) =>
                {
                    if (await LookAsync(session, relation, stop).ConfigureAwait(false) is { } finding)
                    {
                        findings.Add(finding);
                    }
                },
                cancellationToken).ConfigureAwait(false);
            var indexes = relations.Count(relation => relation.IsIndex);
            var orderOnly = relations.Count(relation => relation.IsIndex && !relation.AgainstTable);
            return VerificationAnswer.Looked(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{indexes} B-tree indexes, {relations.Count - indexes} tables"
                    + $"{(orderOnly == 0 ? "" : $"; {orderOnly} indexes over functions of the backup for their order only")}"),
                [.. findings.OrderBy(finding => finding.Subject, StringComparer.Ordinal)]);
        }
    }

    private static async Task<PinnedSession> OpenAsync(DbDataSource database, CancellationToken cancellationToken)
    {
        var session = await PinnedSession.OpenForWritingAsync(database, cancellationToken).ConfigureAwait(false);
        try
        {
            // Declaring a function would fire the backup's event triggers.
            var quiet = await session.ServerVersionNumberAsync(cancellationToken).ConfigureAwait(false) >= 170000
                ? "SET LOCAL event_triggers = off;"
                : "SET LOCAL session_replication_role = 'replica';";
            await session.ExecuteAsync(quiet + Functions, cancellationToken).ConfigureAwait(false);
            return session;
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task<Finding?> LookAsync(PinnedSession session, Relation relation, CancellationToken cancellationToken)
    {
        try
        {
            if (relation.IsIndex)
            {
                await session.ExecuteAsync(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"SELECT pg_temp.drdrills_bt_index_check({relation.Oid}::oid::regclass, {relation.AgainstTable})"),
                    cancellationToken).ConfigureAwait(false);
                return null;
            }

            var messages = await session.ReadAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"SELECT msg FROM pg_temp.drdrills_verify_heapam({relation.Oid}::oid::regclass, false, true, 'none', NULL, NULL) LIMIT 1000"),
                row => row.GetString(0),
                cancellationToken).ConfigureAwait(false);
            return messages.Count == 0
                ? null
                : Finding("DRF422", relation, string.Create(CultureInfo.InvariantCulture, $"{messages.Count} damaged places, first: {messages[0]}"),
                    "Pages of the table are damaged.");
        }
        catch (DbException e) when (DamagedStorage.Is(e))
        {
            return Finding(relation.IsIndex ? "DRF421" : "DRF422", relation, DamagedStorage.Describe(e),
                relation.IsIndex ? "The index is corrupt; lookups through it may miss rows." : "The table cannot be read in full.");
        }
    }

    private static Finding Finding(string code, Relation relation, string observed, string statement) => new()
    {
        Code = code,
        Subject = $"{(relation.IsIndex ? "index" : "table")} {relation.Name}",
        Expected = "no damage",
        Observed = observed,
        Statement = statement,
    };

    private sealed record Relation(long Oid, bool IsIndex, string Name, bool AgainstTable)
    {
        public static Relation Read(DbDataReader row) =>
            new(row.GetInt64(0), row.GetString(1) == "i", row.GetString(2), row.GetBoolean(4));
    }
}
