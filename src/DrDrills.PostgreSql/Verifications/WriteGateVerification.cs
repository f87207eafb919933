using System.Data.Common;
using System.Globalization;
using DrDrills.PostgreSql.Digests;
using DrDrills.PostgreSql.Manifests;
using DrDrills.Verification;

namespace DrDrills.PostgreSql.Verifications;

/// <summary>Whether the restored system can go on working: sequences give free values, rows can be written.</summary>
/// <remarks>
/// No sequence is moved: <c>nextval</c> does not roll back, so its value is computed. Then a row of each table is written once more, with the
/// next values where the table has such columns, in a transaction that is rolled back. Triggers are off (<c>session_replication_role</c>), and
/// tables whose row would pass through code of the backup are not written to (see <see cref="ForeignCode"/>).
/// </remarks>
internal sealed class WriteGateVerification : DatabaseVerification
{
    private const string RefusesSql = """
        SELECT CASE WHEN pg_is_in_recovery() THEN 'still in recovery'
                    WHEN current_setting('default_transaction_read_only')::boolean OR coalesce((
                        SELECT split_part(setting, '=', 2)::boolean
                        FROM pg_db_role_setting s JOIN pg_database d ON d.datname = current_database() AND s.setdatabase IN (0, d.oid), unnest(s.setconfig) setting
                        WHERE s.setrole = 0 AND setting LIKE 'default_transaction_read_only=%' ORDER BY s.setdatabase DESC LIMIT 1), false)
                    THEN 'default_transaction_read_only is on'
                    ELSE '' END
        """;

    /// <summary>Tables that a prepared transaction did more than read, each with its name: a writer may have to wait for it for ever.</summary>
    private const string HeldSql = """
        SELECT DISTINCT ON (1) quote_ident(n.nspname) || '.' || quote_ident(c.relname), p.gid
        FROM pg_prepared_xacts p JOIN pg_locks l ON l.virtualtransaction = '-1/' || p.transaction::text AND l.locktype = 'relation'
             AND l.mode <> 'AccessShareLock'
        JOIN pg_class c ON c.oid = l.relation JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE p.database = current_database() ORDER BY 1, 2
        """;

    /// <summary>Tables written to in one transaction: it locks each with its indexes, and a server has room for some thousands of locks.</summary>
    private const int TablesAtOnce = 250;

    public override VerificationId Id { get; } = VerificationId.Parse("write-gate");

    public override string Title => "Write gate";

    public override string Proves => "The system can go on working: every sequence and identity gives a free value, and rows can be written.";

    /// <summary>Rows that it writes are undone, but count as written.</summary>
    public override bool GoesBesideOthers => false;

    protected override async Task<VerificationAnswer> AskAsync(
        VerificationContext context, DbDataSource database, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        var (refuses, columns, tables, held) = await ReadAsync(
            database,
            async session =>
            {
                var fed = await FedColumn.ReadAllAsync(session, cancellationToken).ConfigureAwait(false);
                var standsAsItStood = await StandingAsync(session, context, cancellationToken).ConfigureAwait(false);
                foreach (var column in fed)
                {
                    if (await column.LookAsync(session, cancellationToken).ConfigureAwait(false) is { } finding)
                    {
                        findings.Add(finding.Severity == FindingSeverity.Error && standsAsItStood(column.Key)
                            ? finding with { Severity = FindingSeverity.Note, Statement = $"{finding.Statement} It stood there at the source too, where the next row is refused as well." }
                            : finding);
                    }
                }

                return (
                    await session.ScalarAsync<string>(RefusesSql, cancellationToken).ConfigureAwait(false),
                    fed,
                    await WritableTable.ReadAllAsync(session, cancellationToken).ConfigureAwait(false),
                    (await session.ReadAsync(HeldSql, row => (Table: row.GetString(0), By: row.GetString(1)), cancellationToken).ConfigureAwait(false))
                        .ToDictionary(lockHeld => lockHeld.Table, lockHeld => lockHeld.By));
            },
            cancellationToken).ConfigureAwait(false);
        if (refuses.Length > 0)
        {
            findings.Add(Finding("DRF413", "database", "accepts writes", refuses, "The restored database is read-only."));
            return VerificationAnswer.Looked(
                string.Create(CultureInfo.InvariantCulture, $"{columns.Count} columns fed by sequences; no row could be written"), findings);
        }

        if (!await MayTurnTriggersOffAsync(database, cancellationToken).ConfigureAwait(false))
        {
            return VerificationAnswer.CouldNotAsk(
                "no row was written, because the role may not turn triggers off, which would run code of the backup; it takes a superuser, or "
                + "GRANT SET ON PARAMETER session_replication_role (PostgreSQL 15 and newer)",
                string.Create(CultureInfo.InvariantCulture, $"{columns.Count} columns fed by sequences"),
                findings);
        }

        var taken = findings.Where(finding => finding.Code == "DRF411").Select(finding => finding.Subject).ToHashSet(StringComparer.Ordinal);
        var (written, refusedAtSource) = (0, 0);
        findings.AddRange(tables.Where(table => held.ContainsKey(table.QuotedName)).Select(table => Finding(
            "DRF414",
            table.Subject,
            "a row can be written",
            $"held by transaction '{held[table.QuotedName]}'",
            "No row was written: a transaction that was prepared and had not ended when the backup was taken holds the table. After a recovery it has to be committed or rolled back.",
            FindingSeverity.Note)));
        var writable = tables.Where(table => table.MayBeWritten && !held.ContainsKey(table.QuotedName)).ToList();
        var fedColumns = columns.Where(column => !taken.Contains(column.Subject)).ToLookup(column => column.Table);
        foreach (var some in writable.Chunk(TablesAtOnce))
        {
            await SessionCrew.WorkAsync(
                stop => OpenAsync(database, stop),
                some,
                parallelism: 1,
                async (writer, table, stop) =>
                {
                    var (rows, isRefusedAtSource, finding) = await table.WriteAsync(writer, [.. fedColumns[table.QuotedName]], stop).ConfigureAwait(false);
                    written += rows;
                    refusedAtSource += isRefusedAtSource ? 1 : 0;
                    if (finding is not null)
                    {
                        findings.Add(finding);
                    }
                },
                cancellationToken).ConfigureAwait(false);
        }

        var left = tables.Count(table => !table.MayBeWritten);
        return VerificationAnswer.Looked(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{columns.Count} columns fed by sequences, {written} rows written to {writable.Count} tables and rolled back; "
                + $"{left} tables not written to because code of the backup would run"
                + $"{(refusedAtSource == 0 ? "" : $"; of {refusedAtSource} the source would refuse the row as well")}"),
            findings);
    }

    /// <summary>Tells of a sequence whether it stands where it stood at the source, so that what is wrong with it is wrong there too.</summary>
    private static async Task<Func<(string Schema, string Name), bool>> StandingAsync(
        PinnedSession session, VerificationContext context, CancellationToken cancellationToken)
    {
        var manifest = context.Manifest ?? context.Live?.Manifest;
        if (manifest is null)
        {
            // The backup's own word: what it states of a sequence was read at the source. In a copy of files, one that no value was ever taken from was not set back.
            var untouched = !PhysicalBackup.Is(context) ? [] : (await SequenceReader.ReadAsync(session, cancellationToken).ConfigureAwait(false))
                .Where(now => !now.IsCalled).Select(now => (now.Schema, now.Name)).ToHashSet();
            return key => context.PositionedSequences.Contains(key) || untouched.Contains(key);
        }

        var slack = PhysicalBackup.Is(context)
            ? await SequencePositionsVerification.ReadSlackAsync(session, cancellationToken).ConfigureAwait(false)
            : new Dictionary<(string Schema, string Name), decimal>();
        return (await SequenceReader.ReadAsync(session, cancellationToken).ConfigureAwait(false))
            .Where(now => manifest.Sequences.Any(then => (then.Schema, then.Name) == (now.Schema, now.Name)
                && SequencePositionsVerification.Fits(then, now, slack.GetValueOrDefault((now.Schema, now.Name)))))
            .Select(now => (now.Schema, now.Name)).ToHashSet().Contains;
    }

    private static async Task<bool> MayTurnTriggersOffAsync(DbDataSource database, CancellationToken cancellationToken)
    {
        try
        {
            await (await OpenAsync(database, cancellationToken).ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
            return true;
        }
        catch (DbException refused) when (refused.SqlState == "42501")
        {
            return false;
        }
    }

    private static async Task<PinnedSession> OpenAsync(DbDataSource database, CancellationToken cancellationToken)
    {
        var writer = await PinnedSession.OpenForWritingAsync(database, cancellationToken).ConfigureAwait(false);
        try
        {
            // A large object is a write into the catalogue that runs no trigger of any kind.
            await writer.ExecuteAsync(
                "SET LOCAL session_replication_role = 'replica'; SELECT lo_from_bytea(0, 'drdrills'::bytea)", cancellationToken)
                .ConfigureAwait(false);
            return writer;
        }
        catch
        {
            await writer.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    internal static Finding Finding(
        string code, string subject, string expected, string observed, string statement, FindingSeverity severity = FindingSeverity.Error) =>
        new()
        {
            Code = code,
            Subject = subject,
            Expected = expected,
            Observed = observed,
            Statement = statement,
            Severity = severity,
        };
}
