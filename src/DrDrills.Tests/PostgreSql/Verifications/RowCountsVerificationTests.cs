using DrDrills.Backups;
using DrDrills.Evidence;
using DrDrills.PostgreSql.Verifications;
using DrDrills.Testing;
using DrDrills.Verification;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Verifications;

/// <summary>Shared cluster; the proof that copies are held against is that of one undamaged copy.</summary>
public sealed class RowCountsVerificationTests
{
    private DirectoryInfo _folder = null!;
    private ProofHistory _history = null!;
    private RowCounts _proven = null!;

    [OneTimeSetUp]
    public async Task Prove()
    {
        _folder = Directory.CreateTempSubdirectory("drdrills-history-");
        _history = new ProofHistory(_folder, "nasty");
        await using var copy = await NastyDatabase.CopyAsync();
        _proven = (await AskAsync(copy)).Rows!;
        await KeepAsync(_proven);
    }

    [OneTimeTearDown]
    public void Remove() => _folder.Delete(recursive: true);

    [Test]
    public async Task A_copy_with_as_many_rows_as_proven_before_passes()
    {
        await using var copy = await NastyDatabase.CopyAsync("TRUNCATE app.ul");

        var answer = await AskAsync(copy);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Verdict, Is.EqualTo(Verdict.Passed));
            Assert.That(answer.Scope, Does.Match(@"^\d+ tables, \d+ rows, \d+ tables empty; held against \d+ rows of proof 20260801"));
            Assert.That(answer.Rows!.Tables, Does.Contain(new CountedTable("app", "t", 500)));
        }
    }

    [Test]
    public void Partitions_count_as_one_table_and_what_is_derived_or_unlogged_not_at_all()
    {
        Assert.That(_proven.Tables, Does.Contain(new CountedTable("app", "orders", 900)));
        Assert.That(_proven.Tables.Select(table => table.Name), Has.None.EqualTo("orders_2024").And.None.EqualTo("mv").And.None.EqualTo("ul"));
    }

    [TestCase("/b/nw-2026-11-27.sql", "/b/nw-#.sql")]
    [TestCase("/b/nw_20261127_030000.sql.gz", "/b/nw_#.sql.gz")]
    [TestCase("/b/2026-11-27T03:00Z/", "/b/#")]
    [TestCase("/b/1795837588.dump", "/b/#.dump")]
    [TestCase("/b/db1.sql", "/b/db1.sql")]
    [TestCase("/2026-11-27/chinook.sql", "/#/chinook.sql")]
    public void Backups_of_one_source_are_told_by_their_names_without_the_day(string location, string place) =>
        Assert.That(CountedRows.PlaceOf(location), Is.EqualTo(place));

    [TestCase("DELETE FROM app.cust", "DRF483", "table app.cust")]
    [TestCase("TRUNCATE app.child", "DRF483", "table app.child")]
    [TestCase("DROP TABLE app.child", "DRF482", "table app.child")]
    [TestCase("DELETE FROM app.t WHERE t > 100", "DRF484", "database")]
    public async Task A_loss_since_the_last_proof_is_named(string damage, string code, string subject)
    {
        await using var copy = await NastyDatabase.CopyAsync($"DROP PUBLICATION pub, pubs, puball; SET session_replication_role = replica; {damage}");

        var answer = await AskAsync(copy);
        var accepted = await AskAsync(copy, fewerIsRight: true);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Verdict, Is.EqualTo(Verdict.Failed));
            Assert.That(answer.Findings.Where(f => f.Severity == FindingSeverity.Error).Select(f => (f.Code, f.Subject)), Is.EqualTo(new[] { (code, subject) }));
            Assert.That(accepted.Verdict, Is.EqualTo(Verdict.Passed));
            Assert.That(accepted.Findings.Select(f => f.Code), Does.Contain(code));
        }
    }

    [Test]
    public async Task A_table_that_lost_a_fifth_is_noted()
    {
        await using var copy = await NastyDatabase.CopyAsync("SET session_replication_role = replica; DELETE FROM app.cust WHERE id > 39");

        var answer = await AskAsync(copy);

        Assert.That(answer.Verdict, Is.EqualTo(Verdict.Passed));
        Assert.That(answer.Findings.Select(f => (f.Code, f.Subject)), Is.EqualTo(new[] { ("DRF485", "table app.cust") }));
    }

    [TestCase("", "no table")]
    [TestCase("CREATE TABLE a (); CREATE TABLE b (); CREATE UNLOGGED TABLE c AS SELECT 1", "2 tables, all empty")]
    public async Task A_valid_and_empty_backup_is_refused(string content, string observed)
    {
        var cluster = await ScratchCluster.SharedAsync();
        await using var database = await cluster.CreateDatabaseAsync("empty", CancellationToken.None);
        await NastyDatabase.ExecuteAsync(database, content.Length == 0 ? "SELECT 1" : content);

        var answer = await Verification(null, false).RunAsync(NastyDatabase.Context(null, database), CancellationToken.None);

        Assert.That(answer.Findings.Select(f => (f.Code, f.Observed)), Is.EqualTo(new[] { ("DRF481", observed) }));
        Assert.That(answer.Scope, Does.Contain("no history of checks is kept"));
    }

    [Test]
    public async Task A_database_of_large_objects_alone_is_not_empty()
    {
        var cluster = await ScratchCluster.SharedAsync();
        await using var database = await cluster.CreateDatabaseAsync("blobs", CancellationToken.None);
        await NastyDatabase.ExecuteAsync(database, "SELECT lo_from_bytea(0, 'x')");

        var answer = await Verification(null, false).RunAsync(NastyDatabase.Context(null, database), CancellationToken.None);

        Assert.That(answer.Verdict, Is.EqualTo(Verdict.Passed));
    }

    [Test]
    public async Task A_table_that_cannot_be_read_is_named()
    {
        await using var copy = await NastyDatabase.CopyAsync(DamagedStorageSql.BreakFirstPage("app.cust"));

        var answer = await AskAsync(copy);

        Assert.That(answer.Findings.Select(f => (f.Code, f.Subject)), Is.EqualTo(new[] { ("DRF486", "table app.cust") }));
    }

    [Test]
    public async Task A_table_of_copied_files_that_holds_other_rows_than_its_index_is_named()
    {
        var cluster = await ScratchCluster.SharedAsync();
        await using var database = await cluster.CreateDatabaseAsync("thinned", CancellationToken.None);
        await NastyDatabase.ExecuteAsync(database, "CREATE TABLE whole (id int PRIMARY KEY); CREATE TABLE thinned (id int PRIMARY KEY)");
        await NastyDatabase.ExecuteAsync(database, "INSERT INTO whole SELECT generate_series(1, 9); INSERT INTO thinned SELECT generate_series(1, 9)");
        await NastyDatabase.ExecuteAsync(database, "UPDATE pg_index SET indisready = false WHERE indrelid = 'thinned'::regclass");
        await NastyDatabase.ExecuteAsync(database, "INSERT INTO thinned SELECT generate_series(10, 14)");
        await NastyDatabase.ExecuteAsync(database, "UPDATE pg_index SET indisready = true WHERE indrelid = 'thinned'::regclass");
        var context = NastyDatabase.Context(null, database);

        var dump = await Verification(null, false).RunAsync(context, CancellationToken.None);
        var files = await Verification(null, false).RunAsync(
            context with { Backup = context.Backup with { Format = BackupFormat.PgBaseBackup } }, CancellationToken.None);

        Assert.That(dump.Findings, Is.Empty);
        Assert.That(files.Findings.Select(f => (f.Code, f.Subject, f.Expected, f.Observed)), Is.EqualTo(new[]
        {
            ("DRF487", "table public.thinned", "9 rows, as its index has", "14 rows"),
        }));
    }

    [Test]
    public async Task Rows_proven_against_a_manifest_are_counted_alike()
    {
        await using var copy = await NastyDatabase.CopyAsync();

        var answer = await copy.AskAsync("table-content");

        Assert.That(answer.Rows!.Tables, Is.EqualTo(_proven.Tables));
        Assert.That(answer.Rows.Source.Server, Does.Match(@"^\d+/nasty_"));
    }

    private Task<VerificationAnswer> AskAsync(DamagedCopy copy, bool fewerIsRight = false) =>
        copy.AskAsync(Verification(_history, fewerIsRight));

    private static IVerification Verification(ProofHistory? history, bool fewerIsRight) => DrDrills.PostgreSql.Verifications.Verifications
        .For(null, streamed: false, history, fewerIsRight).Single(v => v.Id == VerificationId.Parse("row-counts"));

    /// <summary>As the record of a check that passed.</summary>
    private async Task KeepAsync(RowCounts counts)
    {
        var run = await DrillRuns.RunAsync(new ScriptedVerification(
            "row-counts", VerificationMoment.Restored, _ => VerificationAnswer.Looked("all", []).Counting(counts)));
        await _history.KeepAsync(EvidenceRecord.Of(run, Samples.Context() with { NamedSystem = "nasty" }), CancellationToken.None);
    }
}
