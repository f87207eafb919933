using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using DrDrills.PostgreSql.Backups.PgDump;
using DrDrills.PostgreSql.Digests;
using DrDrills.Verification;

namespace DrDrills.PostgreSql.Verifications;

/// <summary>Every B-tree against its table, every table's pages, and every page of all other indexes.</summary>
/// <remarks>
/// What <c>pg_amcheck --heapallindexed</c> asks, in parallel sessions. The functions of amcheck's library are declared as temporary functions
/// in each session's transaction and rolled back, so nothing is installed in the copy. Indexes over expressions of the backup's own
/// functions are checked for their order only, since comparing them with the table would call the functions. A large index that a restore with a
/// <see cref="DumpWitness"/> built is checked for its order only too: comparing it with the table would ask PostgreSQL what it has just established
/// from the same rows, and costs a third of the whole restore. A large table that such a restore loaded is left to
/// <see cref="TableContentVerification"/> where the drill asks that too and a manifest names the table: the digest reads every value of it. What
/// amcheck does not know (GIN, GiST, hash, BRIN, indexes over the backup's own operator classes, invalid ones) is read page by page through the
/// server's buffers (<c>pg_prewarm</c>), which refuse a page with a broken header and, where data checksums are on, one with a changed bit.
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
        CREATE FUNCTION pg_temp.drdrills_read(relation regclass, mode text, fork text, first bigint, last bigint) RETURNS bigint
            AS '$libdir/pg_prewarm', 'pg_prewarm' LANGUAGE C;
        """;

    private const string ChecksumsSql = "SELECT current_setting('data_checksums') = 'on'";

    private const string FiringSql = """
        SELECT count(*) FROM pg_event_trigger WHERE evtenabled IN ('A', 'R') AND current_setting('server_version_num')::int < 170000
        """;

    // An operator class of the backup's own compares with code of the backup's own.
    private const string ListSql = $"""
        WITH {ForeignCode.Sql},
        stored AS (
            SELECT c.oid, c.relkind, n.nspname || '.' || c.relname AS name, pg_relation_size(c.oid) AS bytes,
                   i.indisvalid AND i.indisready AND am.amname = 'btree' AND NOT EXISTS (
                       SELECT FROM unnest(i.indclass) k JOIN pg_depend d
                       ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.refclassid = 'pg_opclass'::regclass AND d.refobjid = k
                       AND NOT EXISTS (
                           SELECT FROM pg_depend e WHERE e.classid = 'pg_opclass'::regclass AND e.objid = k AND e.deptype = 'e')) AS known,
                   i.indexrelid NOT IN (SELECT objid FROM foreign_code WHERE classid = 'pg_class'::regclass) AS against_table
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_am am ON am.oid = c.relam
            LEFT JOIN pg_index i ON i.indexrelid = c.oid
            WHERE c.relpersistence <> 't' AND (c.relkind = 'i' OR (c.relkind IN ('r', 'm', 't') AND am.amname = 'heap')))
        SELECT oid::bigint, CASE WHEN relkind <> 'i' THEN 'table' WHEN NOT known THEN 'read' WHEN against_table THEN 'index' ELSE 'order' END,
               name, bytes
        FROM stored ORDER BY bytes DESC, name
        """;

    public override VerificationId Id { get; } = VerificationId.Parse("index-integrity");

    public override string Title => "Index integrity";

    public override string Proves => "Every B-tree index is in order and finds every row of its table, and every page of every table and index can be read.";

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
                : "the target server lacks the library of amcheck or of pg_prewarm; install PostgreSQL's contrib package there");
        }

        await using (first.ConfigureAwait(false))
        {
            var relations = await first.ReadAsync(ListSql, Relation.Read, cancellationToken).ConfigureAwait(false);
            if (context.Witness is DumpWitness)
            {
                var digested = Digested(context);
                relations = [.. relations.Select(relation => relation.AsBuiltHere(digested))];
            }

            var findings = new ConcurrentBag<Finding>();
            await SessionCrew.WorkAsync(
                stop => OpenAsync(database, stop),
                [.. relations.Where(relation => relation.Question != Question.Left)],
                context.Parallelism,
                async (session, relation, stop) =>
                {
                    if (await LookAsync(session, relation, stop).ConfigureAwait(false) is { } finding)
                    {
                        findings.Add(finding);
                    }
                },
                cancellationToken).ConfigureAwait(false);
            var checksums = await first.ScalarAsync<bool>(ChecksumsSql, cancellationToken).ConfigureAwait(false);
            if (!checksums && context.Manifest is null && PhysicalBackup.Is(context))
            {
                findings.Add(NoChecksums);
            }

            return VerificationAnswer.Looked(
                Scope(relations, checksums), [.. findings.OrderBy(finding => finding.Subject, StringComparer.Ordinal)]);
        }
    }

    /// <summary>Reads every page of every table and index of a database that no verification looks into.</summary>
    /// <returns>
    /// The first page that cannot be read, as PostgreSQL says it, or null; and what was in the way of reading all of them, or null.
    /// </returns>
    internal static async Task<(string? Damage, string? Obstacle)> ReadPagesAsync(DbDataSource database, CancellationToken cancellationToken)
    {
        try
        {
            if (await ReadAsync(database, session => session.ScalarAsync<long>(FiringSql, cancellationToken), cancellationToken).ConfigureAwait(false) > 0)
            {
                return (null, "event triggers of the backup would run");
            }

            var session = await OpenAsync(database, cancellationToken).ConfigureAwait(false);
            await using var _ = session.ConfigureAwait(false);
            foreach (var relation in await session.ReadAsync(ListSql, Relation.Read, cancellationToken).ConfigureAwait(false))
            {
                if (await LookAsync(session, relation with { Question = Question.Read }, cancellationToken).ConfigureAwait(false) is { } damage)
                {
                    return ($"{(relation.Question == Question.Table ? "table" : "index")} {relation.Name}: {damage.Observed}", null);
                }
            }

            return (null, null);
        }
        catch (DbException damaged) when (DamagedStorage.Is(damaged) && damaged.SqlState != "58P01")
        {
            // A catalogue itself: nothing can be listed then.
            return (DamagedStorage.Describe(damaged), null);
        }
        catch (DbException e) when (e.SqlState is not null)
        {
            return (null, DamagedStorage.Describe(e));
        }
    }

    /// <summary>The tables whose every value is read, and held against the manifest, by another verification of the same drill.</summary>
    private static HashSet<string> Digested(VerificationContext context) => context.Asked.Contains(TableContentVerification.OwnId)
        ? [.. (context.Manifest?.Tables ?? []).Select(table => $"{table.Schema}.{table.Name}")]
        : [];

    private static string Scope(List<Relation> relations, bool checksums)
    {
        int Count(Question question) => relations.Count(relation => relation.Question == question);
        var built = relations.Count(relation => relation.BuiltHere);
        var left = Count(Question.Left);
        var order = Count(Question.Order) - built;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Count(Question.Index) + Count(Question.Order)} B-tree indexes, {Count(Question.Table)} tables, every page of "
            + $"{Count(Question.Read)} other indexes"
            + $"{(left == 0 ? "" : $"; {left} large tables left to the digest of their rows, because this restore loaded them")}"
            + $"{(built == 0 ? "" : $"; {built} large indexes for their order only, because this restore built them from the rows itself")}"
            + $"{(order == 0 ? "" : $"; {order} indexes over functions of the backup for their order only")}"
            + $"; data checksums {(checksums ? "on" : "off")}");
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
            if (relation.Question != Question.Table)
            {
                await session.ExecuteAsync(
                    relation.Question == Question.Read
                        ? string.Create(
                            CultureInfo.InvariantCulture,
                            $"SELECT pg_temp.drdrills_read({relation.Oid}::oid::regclass, 'buffer', 'main', NULL, NULL)")
                        : string.Create(
                            CultureInfo.InvariantCulture,
                            $"SELECT pg_temp.drdrills_bt_index_check({relation.Oid}::oid::regclass, {relation.Question == Question.Index})"),
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
            var (code, statement) = relation.Question switch
            {
                Question.Table => ("DRF422", "The table cannot be read in full."),
                Question.Read => ("DRF423", "The index cannot be read in full; lookups through it fail."),
                _ => ("DRF421", "The index is corrupt; lookups through it may miss rows."),
            };
            return Finding(code, relation, DamagedStorage.Describe(e), statement);
        }
    }

    private static Finding NoChecksums { get; } = new()
    {
        Code = "DRF424",
        Subject = "data checksums",
        Expected = "on",
        Observed = "off",
        Statement = "The source keeps no data checksums: a bit that flipped within a value is not noticed by reading its page.",
        Severity = FindingSeverity.Note,
    };

    private static Finding Finding(string code, Relation relation, string observed, string statement) => new()
    {
        Code = code,
        Subject = $"{(relation.Question == Question.Table ? "table" : "index")} {relation.Name}",
        Expected = "no damage",
        Observed = observed,
        Statement = statement,
    };

    /// <summary>
    /// How a relation is asked: as a table, as a B-tree against its table, as a B-tree for its order, page by page; or it is left to another
    /// verification.
    /// </summary>
    private enum Question
    {
        Table,
        Index,
        Order,
        Read,
        Left,
    }

    private sealed record Relation(long Oid, Question Question, string Name, long Bytes, bool BuiltHere = false)
    {
        public static Relation Read(DbDataReader row) =>
            new(row.GetInt64(0), Enum.Parse<Question>(row.GetString(1), ignoreCase: true), row.GetString(2), row.GetInt64(3));

        /// <summary>A large index or table of the backup's own, in a copy whose witness says that PostgreSQL alone wrote it.</summary>
        /// <param name="digested">Tables that another verification reads.</param>
        public Relation AsBuiltHere(IReadOnlySet<string> digested) => this switch
        {
            not { Oid: >= 16384, Bytes: >= DumpWitness.Large } => this,
            { Question: Question.Index } => this with { Question = Question.Order, BuiltHere = true },
            { Question: Question.Table } when digested.Contains(Name) => this with { Question = Question.Left },
            _ => this,
        };
    }
}
