using DrDrills.Backups;
using DrDrills.PostgreSql.Manifests;
using DrDrills.Testing;
using DrDrills.Verification;
using Npgsql;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Verifications;

/// <summary>Shared cluster; the live source is the database that the copies were dumped from, each case damages a copy of its own.</summary>
public sealed class AgainstLiveTests
{
    private const string Quiet = "SET session_replication_role = replica; DROP PUBLICATION pub, pubs, puball; ";

    [TestCase("table-content", @"\d+ tables of the live source at 20\S+Z, \d+ of them equal in the copy")]
    [TestCase("schema-objects", "objects of .* classes, as at the live source")]
    [TestCase("extensions", "5 extensions, as at the live source")]
    [TestCase("collation-versions", "as at the live source")]
    [TestCase("sequence-positions", "7 sequences of the live source, 7 of them")]
    [TestCase("large-objects", "2 large objects of 5000008 bytes at the live source")]
    public async Task A_copy_that_is_as_the_source_is_passes(string id, string scope)
    {
        await using var copy = await NastyDatabase.CopyAsync();

        var answer = await AskAsync(copy, id);

        Assert.That(answer.Verdict, Is.EqualTo(Verdict.Passed), answer.Impossible ?? string.Join('\n', answer.Findings));
        Assert.That(answer.Scope, Does.Match(scope));
    }

    [TestCase("table-content", "DROP TABLE app.child", "DRF311", "table app.child")]
    [TestCase("table-content", "DELETE FROM app.cust", "DRF312", "table app.cust")]
    [TestCase("table-content", "DELETE FROM app.t WHERE t > 249", "DRF312", "table app.t")]
    [TestCase("schema-objects", "DROP INDEX app.t_trgm", "DRF321", "index app.t_trgm")]
    [TestCase("sequence-positions", "DROP SEQUENCE app.never", "DRF404", "sequence app.never")]
    [TestCase("large-objects", "SELECT lo_unlink(70001), lo_unlink(70002)", "DRF348", "large objects")]
    public async Task A_loss_is_never_taken_for_drift(string id, string damage, string code, string subject)
    {
        await using var copy = await NastyDatabase.CopyAsync(Quiet + damage);

        var answer = await AskAsync(copy, id);

        Assert.That(answer.Verdict, Is.EqualTo(Verdict.Failed), answer.Impossible);
        Assert.That(answer.Findings.Where(f => f.Severity == FindingSeverity.Error).Select(f => (f.Code, f.Subject)), Does.Contain((code, subject)));
    }

    [TestCase("table-content", "DELETE FROM app.cust WHERE id = 7", "DRF315", "table app.cust")]
    [TestCase("table-content", "INSERT INTO app.cust VALUES (51, 'more')", "DRF315", "table app.cust")]
    [TestCase("table-content", "UPDATE app.cust SET name = 'x' WHERE id = 7", "DRF315", "table app.cust")]
    [TestCase("large-objects", "SELECT lo_put(70001, 1, 'E')", "DRF349", "large objects")]
    public async Task What_may_be_drift_is_told_as_drift_and_is_no_pass(string id, string change, string code, string subject)
    {
        await using var copy = await NastyDatabase.CopyAsync(Quiet + change);

        var answer = await AskAsync(copy, id);

        Assert.That(answer.Verdict, Is.EqualTo(Verdict.Inconclusive));
        Assert.That(answer.Findings.Select(f => (f.Code, f.Subject, f.Severity)), Is.EqualTo(new[] { (code, subject, FindingSeverity.Note) }));
        Assert.That(answer.Impossible, Does.Contain("drift cannot be told from a small loss"));
    }

    [TestCase("table-content", "CREATE TABLE app.added AS SELECT 1", "DRF316", "table app.added")]
    [TestCase("schema-objects", "CREATE INDEX added ON app.cust (name)", "DRF322", "index app.added")]
    [TestCase("sequence-positions", "SELECT setval('app.desc_seq', -9)", "DRF403", "sequence app.desc_seq")]
    public async Task What_only_the_copy_has_is_noted(string id, string change, string code, string subject)
    {
        await using var copy = await NastyDatabase.CopyAsync(change);

        var answer = await AskAsync(copy, id);

        Assert.That(answer.Verdict, Is.EqualTo(Verdict.Passed), answer.Impossible ?? string.Join('\n', answer.Findings));
        Assert.That(answer.Findings.Select(f => (f.Code, f.Subject)), Does.Contain((code, subject)));
    }

    [Test]
    public async Task A_sequence_behind_the_source_is_as_it_should_be()
    {
        await using var copy = await NastyDatabase.CopyAsync("SELECT setval('app.t_t_seq', 3)");

        Assert.That((await AskAsync(copy, "sequence-positions")).Verdict, Is.EqualTo(Verdict.Passed));
    }

    [Test]
    public async Task A_table_that_the_source_did_not_change_must_be_equal()
    {
        await using var copy = await NastyDatabase.CopyAsync(Quiet + "UPDATE app.cust SET name = 'x' WHERE id = 7");

        var untouched = await AskAsync(copy, "table-content", new LiveChanges(0, 0, 0));
        var touched = await AskAsync(copy, "table-content", new LiveChanges(0, 1, 0));
        var later = await AskAsync(copy, "table-content", new LiveChanges(0, 0, 0), countedAfterBackup: true);

        Assert.That(untouched.Findings.Single().Code, Is.EqualTo("DRF314"));
        Assert.That(untouched.Verdict, Is.EqualTo(Verdict.Failed));
        Assert.That((touched.Verdict, later.Verdict), Is.EqualTo((Verdict.Inconclusive, Verdict.Inconclusive)));
    }

    [Test]
    public async Task Rows_that_the_source_held_before_all_that_it_counts_must_be_there()
    {
        await using var copy = await NastyDatabase.CopyAsync(Quiet + "DELETE FROM app.cust WHERE id > 39");

        var missing = await AskAsync(copy, "table-content", new LiveChanges(10, 3, 2));
        var inserted = await AskAsync(copy, "table-content", new LiveChanges(11, 3, 2));

        Assert.That(missing.Findings.Single().ToString(), Does.StartWith("DRF313 table app.cust").And.Contain("at least 40 rows").And.Contain("observed 39 rows"));
        Assert.That(inserted.Verdict, Is.EqualTo(Verdict.Inconclusive));
    }

    [Test]
    public async Task Damaged_storage_is_no_drift()
    {
        await using var copy = await NastyDatabase.CopyAsync(DamagedStorageSql.BreakFirstPage("app.cust"));

        Assert.That((await AskAsync(copy, "table-content")).Findings.Single().Code, Is.EqualTo("DRF317"));
    }

    [Test]
    public async Task An_empty_source_proves_nothing()
    {
        await using var copy = await NastyDatabase.CopyAsync();

        var answer = await AskAsync(copy, "table-content", change: manifest => manifest with { Tables = [] });

        Assert.That(answer.Verdict, Is.EqualTo(Verdict.Inconclusive));
    }

    [Test]
    public async Task Without_a_live_source_nothing_is_compared()
    {
        await using var copy = await NastyDatabase.CopyAsync();
        var alone = DrDrills.PostgreSql.Verifications.Verifications.SelfConsistent.Select(v => v.Id).ToHashSet();
        alone.Remove(VerificationId.Parse("large-objects"));

        foreach (var verification in DrDrills.PostgreSql.Verifications.Verifications.AgainstLive(isPhysical: true).Where(v => !alone.Contains(v.Id)))
        {
            Assert.That((await copy.AskAsync(verification)).Verdict, Is.EqualTo(Verdict.Inconclusive), verification.Title);
        }
    }

    [Test]
    public async Task The_source_is_read_with_its_counters_once_every_session_has_handed_in_its_own()
    {
        await using var source = await SourceAsync();
        await using var late = await LateSessionAsync(source);

        var live = await LiveSourceTaker.TakeAsync(source, "live", null, CancellationToken.None);

        Assert.That(live.Manifest.Tables.Single().Rows, Is.EqualTo(3));
        if (!Needs.IsPostgresFrom(15))
        {
            Assert.That((live.CountedSince, live.Uncounted), Is.EqualTo(((DateTimeOffset?)null, "before PostgreSQL 15 a session may hand in what it counted at any later time")));
            return;
        }

        Assert.That(live.Uncounted, Is.Null);
        Assert.That(live.CountedSince, Is.Not.Null.And.LessThan(live.Manifest.TakenAt));
        Assert.That(live.Changes[("public", "a")], Is.EqualTo(new LiveChanges(3, 0, 0)));
    }

    [Test]
    public async Task Counters_prove_nothing_while_a_session_keeps_its_own()
    {
        await using var source = await SourceAsync();
        Needs.PostgresFrom(15, "nothing is concluded from counters");
        await using var late = await LateSessionAsync(source);
        await ExecuteAsync(late, "BEGIN");

        var live = await LiveSourceTaker.TakeAsync(source, "live", null, CancellationToken.None);

        Assert.That(live.CountedSince, Is.Null);
        Assert.That(live.Uncounted, Is.EqualTo("after 15 s 1 of its sessions had not handed in what they counted"));
    }

    [Test]
    public async Task Counters_prove_nothing_to_a_role_that_may_not_see_the_sessions()
    {
        await using var source = await SourceAsync();
        Needs.PostgresFrom(15, "nothing is concluded from counters");
        var role = "reader_" + Guid.NewGuid().ToString("N")[..8];
        await NastyDatabase.ExecuteAsync(source, $"CREATE ROLE {role} LOGIN IN ROLE pg_read_all_data");
        await using var late = await LateSessionAsync(source);
        await using var seen = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(source.ConnectionString) { Username = role });

        var live = await LiveSourceTaker.TakeAsync(seen, "live", null, CancellationToken.None);

        Assert.That(live.CountedSince, Is.Null);
        Assert.That(live.Uncounted, Does.Match("^this role, no member of pg_read_all_stats, cannot see whether [1-9] sessions have handed in"));
    }

    private static async Task<NpgsqlDataSource> SourceAsync()
    {
        var cluster = await ScratchCluster.SharedAsync();
        var source = await cluster.CreateDatabaseAsync("live", CancellationToken.None);
        await NastyDatabase.ExecuteAsync(source, "CREATE TABLE a AS SELECT 1 AS x");
        return source;
    }

    /// <summary>A session that is left with the count of a row: it handed in those before less than a second ago.</summary>
    private static async Task<NpgsqlConnection> LateSessionAsync(NpgsqlDataSource source)
    {
        var session = await source.OpenConnectionAsync();
        await ExecuteAsync(session, "INSERT INTO a VALUES (2)");
        await ExecuteAsync(session, "INSERT INTO a VALUES (3)");
        return session;
    }

    private static async Task ExecuteAsync(NpgsqlConnection session, string sql)
    {
        await using var command = new NpgsqlCommand(sql, session);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<VerificationAnswer> AskAsync(
        DamagedCopy copy,
        string id,
        LiveChanges? changes = null,
        bool countedAfterBackup = false,
        Func<BackupManifest, BackupManifest>? change = null)
    {
        var manifest = (await NastyDatabase.RestoredAsync()).Manifest;
        var live = new LiveSource
        {
            Manifest = change is null ? manifest : change(manifest),
            CountedSince = changes is null ? null : manifest.TakenAt.AddHours(countedAfterBackup ? 1 : -1),
            Changes = changes is null ? [] : new Dictionary<(string, string), LiveChanges> { [("app", "cust")] = changes },
        };
        var verification = DrDrills.PostgreSql.Verifications.Verifications.AgainstLive(isPhysical: false).Single(v => v.Id == VerificationId.Parse(id));
        return await copy.AskAsync(verification, context => context with { Live = live, Backup = context.Backup with { TakenAt = manifest.TakenAt } });
    }
}
