using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.PostgreSql.Digests;
using DrDrills.Testing;
using DrDrills.Verification;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Verifications;

/// <summary>Shared cluster; each case damages its own copy of one restored database and drops it.</summary>
public sealed class TableContentVerificationTests
{
    private static readonly string[][] Cases =
    [
        ["a row lost", "DELETE FROM app.child", "DRF303", "table app.child"],
        ["NULL became empty", "UPDATE app.t SET \"T\" = '' WHERE t = 3", "DRF304", "table app.t"],
        ["empty became NULL", "UPDATE app.t SET \"T\" = NULL WHERE t = 1", "DRF304", "table app.t"],
        ["NULL became the word", "UPDATE app.t SET \"T\" = 'NULL' WHERE t = 3", "DRF304", "table app.t"],
        ["1.10 became 1.1", "UPDATE app.t SET j = jsonb_build_object('a', 7, 'b', 1.1) WHERE t = 7", "DRF304", "table app.t"],
        ["json lost a blank", "UPDATE app.t SET js = '{\"a\": 1}' WHERE t = 7", "DRF304", "table app.t"],
        ["a trailing blank", "UPDATE app.cust SET name = name || ' ' WHERE id = 7", "DRF304", "table app.cust"],
        ["another case in a case-blind column", "UPDATE app.t SET ci = upper(ci::text) WHERE t = 7", "DRF304", "table app.t"],
        ["composed for decomposed", "UPDATE app.t SET ge = U&'a\\0308' WHERE t = 7", "DRF304", "table app.t"],
        ["the last bit of a float", "UPDATE app.t SET f8 = f8 * (1 + 2.3e-16::float8) WHERE t = 7", "DRF304", "table app.t"],
        ["one bit of bytea", "UPDATE app.t SET b = set_bit(b, 3, 1 - get_bit(b, 3)) WHERE t = 7", "DRF304", "table app.t"],
        ["values swapped between rows", "UPDATE app.cust SET name = CASE id WHEN 1 THEN 'c2' ELSE 'c1' END WHERE id IN (1, 2)", "DRF304", "table app.cust"],
        ["a pair of equal rows added", "INSERT INTO app.parent VALUES (9, 'z', 9), (9, 'z', 9)", "DRF303", "table app.parent"],
        ["a pair of equal rows instead of another", "UPDATE \"Odd Schema\".\"we\"\"ird.table\" SET \"a.b\" = 'y' WHERE \"a.b\" = 'x'", "DRF304", "table Odd Schema.we\"ird.table"],
        ["a row of no columns lost", "DELETE FROM app.\"select\" WHERE ctid = (SELECT min(ctid) FROM app.\"select\")", "DRF303", "table app.select"],
        ["a row in another partition", "UPDATE app.orders SET at = '2026-02-02' WHERE id = 5", "DRF303", "table app.orders_2024"],
        ["a truncated partition", "TRUNCATE app.orders_2025", "DRF303", "table app.orders_2025"],
        ["a dropped table", "DROP TABLE app.num CASCADE", "DRF301", "table app.num"],
        ["a table added", "CREATE TABLE app.added AS SELECT 1", "DRF302", "table app.added"],
        ["an unlogged table emptied", "TRUNCATE app.ul", "DRF303", "table app.ul"],
    ];

    private static IEnumerable<TestCaseData> Damages =>
        Cases.Select(damage => new TestCaseData(damage[1], damage[2], damage[3]).SetArgDisplayNames(damage[0]));

    [Test]
    public async Task A_restored_dump_has_no_finding()
    {
        await using var copy = await NastyDatabase.CopyAsync();

        var answer = await copy.AskAsync("table-content");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Verdict, Is.EqualTo(Verdict.Passed));
            Assert.That(answer.Findings, Is.Empty);
            Assert.That(answer.Scope, Does.Contain("pg-typed-hash128/v2"));
        }
    }

    [TestCaseSource(nameof(Damages))]
    public async Task The_damaged_table_is_named(string damage, string code, string subject)
    {
        await using var copy = await NastyDatabase.CopyAsync("DROP PUBLICATION pub, pubs, puball; SET session_replication_role = replica; " + damage);

        var answer = await copy.AskAsync("table-content");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Verdict, Is.EqualTo(Verdict.Failed));
            Assert.That(answer.Findings.Select(finding => (finding.Code, finding.Subject)), Does.Contain((code, subject)));
        }
    }

    [Test]
    public async Task A_manifest_of_an_older_digest_is_verified_with_that_digest()
    {
        await using var copy = await NastyDatabase.CopyAsync();
        var older = await copy.ManifestAsync(new TextHash128());

        var intact = await copy.AskAsync("table-content", change: _ => older);
        await copy.ExecuteAsync("UPDATE app.cust SET name = name || ' ' WHERE id = 7");
        var damaged = await copy.AskAsync("table-content", change: _ => older);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(intact.Scope, Does.Contain("pg-text-hash128/v1"));
            Assert.That(intact.Findings, Is.Empty);
            Assert.That(damaged.Findings.Select(f => (f.Code, f.Subject)), Is.EqualTo(new[] { ("DRF304", "table app.cust") }));
        }
    }

    [Test]
    public async Task A_stale_materialised_view_is_a_note_after_a_dump_and_an_error_after_a_copy_of_files()
    {
        await using var copy = await NastyDatabase.CopyAsync();
        static BackupManifest Stale(BackupManifest manifest) => manifest with
        {
            Tables = [.. manifest.Tables.Select(table => table.Name == "mv" ? table with { Digest = new string('1', 64) } : table)],
        };

        var afterDump = await copy.AskAsync("table-content", change: Stale);
        var afterCopy = await copy.AskAsync("table-content", BackupFormat.PgBaseBackup, Stale);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(afterDump.Verdict, Is.EqualTo(Verdict.Passed));
            Assert.That(afterDump.Findings.Single().Code, Is.EqualTo("DRF306"));
            Assert.That(afterCopy.Verdict, Is.EqualTo(Verdict.Failed));
        }
    }

    [Test]
    public async Task An_unlogged_table_may_be_empty_after_a_copy_of_files()
    {
        await using var copy = await NastyDatabase.CopyAsync("TRUNCATE app.ul");

        var answer = await copy.AskAsync("table-content", BackupFormat.PgBaseBackup);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Verdict, Is.EqualTo(Verdict.Passed));
            Assert.That(answer.Findings.Single().Code, Is.EqualTo("DRF307"));
        }
    }

    [Test]
    public async Task A_table_whose_page_is_damaged_is_a_finding()
    {
        await using var copy = await NastyDatabase.CopyAsync(DamagedStorageSql.BreakFirstPage("app.cust"));

        var answer = await copy.AskAsync("table-content");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Verdict, Is.EqualTo(Verdict.Failed));
            Assert.That(answer.Findings.Select(f => (f.Code, f.Subject)), Is.EqualTo(new[] { ("DRF305", "table app.cust") }));
        }
    }

    [Test]
    public async Task Nothing_is_never_compared_with_nothing()
    {
        await using var copy = await NastyDatabase.CopyAsync();

        var noTables = await copy.AskAsync("table-content", change: manifest => manifest with { Tables = [] });
        var noDigest = await copy.AskAsync("table-content", change: manifest => manifest with
        {
            Tables = [.. manifest.Tables.Select(table => table with { Digest = "" })],
        });
        var otherDigest = await copy.AskAsync("table-content", change: manifest => manifest with { DigestAlgorithm = "md5/v0" });
        var otherEncoding = await copy.AskAsync(
            "table-content", change: manifest => manifest with { Source = manifest.Source with { Encoding = "LATIN1" } });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(noTables.Verdict, Is.EqualTo(Verdict.Inconclusive));
            Assert.That(noDigest.Verdict, Is.EqualTo(Verdict.Inconclusive));
            Assert.That(otherDigest.Impossible, Does.Contain("md5/v0"));
            Assert.That(otherEncoding.Impossible, Does.Contain("LATIN1"));
        }
    }

    [Test]
    public async Task A_server_that_went_away_is_no_verdict()
    {
        var restored = await NastyDatabase.RestoredAsync();
        var cluster = await ScratchCluster.SharedAsync();
        await using var gone = cluster.Server.Connect("no_such_database");
        var verification = DrDrills.PostgreSql.Verifications.Verifications.Find(VerificationId.Parse("table-content"));

        var act = () => verification.RunAsync(NastyDatabase.Context(restored.Manifest, gone), CancellationToken.None);

        Assert.That(act, Throws.TypeOf<VerificationImpossibleException>().With.Property("Code").EqualTo("DR4102"));
    }
}
