using DrDrills.Configuration;
using DrDrills.Verification;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Verifications;

/// <summary>Shared cluster; questions are put to one copy of one restored database, damages to copies of their own.</summary>
public sealed class SqlCheckVerificationTests
{
    private DamagedCopy _copy = null!;

    [OneTimeSetUp]
    public async Task Restore() => _copy = await NastyDatabase.CopyAsync("""
        CREATE FUNCTION app.climb() RETURNS int LANGUAGE plpgsql AS $$ BEGIN
            EXECUTE 'RESET ROLE'; EXECUTE 'SET SESSION AUTHORIZATION DEFAULT';
            EXECUTE format('ALTER ROLE %I SUPERUSER', session_user); RETURN 1; END $$;
        CREATE FUNCTION app.blab() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RAISE 'the secret is 4711' USING ERRCODE = '42P01'; END $$;
        CREATE FUNCTION app.who() RETURNS text LANGUAGE sql AS 'SELECT current_setting(''is_superuser'') || session_user';
        GRANT EXECUTE ON FUNCTION app.climb, app.blab, app.who TO PUBLIC;
        """);

    [OneTimeTearDown]
    public async Task Remove() => await _copy.DisposeAsync();

    [TestCase("""{ "sql": "SELECT count(*) FROM app.t", "expect": 500 }""")]
    [TestCase("""{ "sql": "SELECT 500.00", "expect": 500.0 }""")]
    [TestCase("""{ "sql": "SELECT count(*) FROM app.t;", "min": 500 }""")]
    [TestCase("""{ "sql": "SELECT count(*) FROM app.t -- all of them", "max": 500 }""")]
    [TestCase("""{ "sql": "SELECT max(f8) FROM app.t", "min": 71.4, "max": 71.5 }""")]
    [TestCase("""{ "sql": "SELECT name FROM app.cust WHERE id = 7", "expect": "c7" }""")]
    [TestCase("""{ "sql": "SELECT ''", "expect": "" }""")]
    [TestCase("""{ "sql": "SELECT m FROM app.t WHERE t = 1", "expect": "meh" }""")]
    [TestCase("""{ "sql": "SELECT every(drdrills_t > 0) FROM app.t", "expect": true }""")]
    [TestCase("""{ "sql": "VALUES (42)", "expect": 42 }""")]
    public async Task An_answer_as_expected_passes(string check)
    {
        var answer = await AskAsync(check);

        Assert.That(answer.Verdict, Is.EqualTo(Verdict.Passed), answer.Impossible ?? string.Join('\n', answer.Findings));
    }

    [TestCase("""{ "sql": "SELECT count(*) FROM app.t", "expect": 499 }""", "DRF471", "499", "500")]
    [TestCase("""{ "sql": "SELECT every(drdrills_t > 7) FROM app.t", "expect": true }""", "DRF471", "true", "false")]
    [TestCase("""{ "sql": "SELECT count(*) FROM app.t", "min": 501 }""", "DRF472", "at least 501", "500")]
    [TestCase("""{ "sql": "SELECT count(*) FROM app.t", "max": 499 }""", "DRF472", "at most 499", "500")]
    [TestCase("""{ "sql": "SELECT 'NaN'::float8", "min": 1, "max": 2 }""", "DRF472", "1 to 2", "NaN")]
    [TestCase("""{ "sql": "SELECT id FROM app.cust WHERE id = 51", "expect": 51 }""", "DRF473", "51", "no row")]
    [TestCase("""{ "sql": "SELECT max(id) FROM app.cust WHERE id > 50", "min": 1 }""", "DRF473", "at least 1", "NULL")]
    [TestCase("""{ "sql": "SELECT id FROM app.cust", "min": 1 }""", "DRF473", "at least 1", "more than one row")]
    [TestCase("""{ "sql": "SELECT count(*) FROM app.gone", "min": 1 }""", "DRF474", "at least 1", "error 42P01 relation \"app.gone\" does not exist")]
    [TestCase("""{ "sql": "SELECT max(gone) FROM app.cust", "min": 1 }""", "DRF474", "at least 1", "error 42703 column \"gone\" does not exist")]
    public async Task Another_answer_is_a_finding_with_both(string check, string code, string expected, string observed)
    {
        var answer = await AskAsync(check);

        Assert.That(answer.Verdict, Is.EqualTo(Verdict.Failed), answer.Impossible);
        var finding = answer.Findings.Single();
        Assert.That((finding.Code, finding.Subject, finding.Expected, finding.Observed), Is.EqualTo((code, "SQL check 'q'", expected, observed)));
    }

    [Test]
    public async Task A_text_is_only_known_by_its_length_and_hash()
    {
        var answer = await AskAsync("""{ "sql": "SELECT repeat(name, 5000) FROM app.cust WHERE id = 42", "expect": "asha@example.org" }""");

        var finding = answer.Findings.Single();
        Assert.That(finding.Expected, Does.Match("^a text of 16 bytes, SHA-256 [0-9a-f]{64}$"));
        Assert.That(finding.Observed, Does.Match("^a text of 15000 bytes, SHA-256 [0-9a-f]{64}$"));
        Assert.That(answer.Scope, Does.Not.Contain("app.cust").And.Match("[0-9a-f]{64}"));
    }

    [TestCase("SELECT 1, 2", "2 columns")]
    [TestCase("SELEC 1", "42601")]
    [TestCase("SELECT 1; DELETE FROM app.cust", "42601")]
    [TestCase("DELETE FROM app.cust", "42601")]
    [TestCase("WITH x AS (DELETE FROM app.cust RETURNING 1) SELECT count(*) FROM x", "0A000")]
    [TestCase("SELECT name::int FROM app.cust", "error 22P02")]
    [TestCase("SELECT app.blab()", "not in the restored data")]
    [TestCase("SELECT app.climb()", "error 25006")]
    [TestCase("SELECT pg_read_file('postmaster.pid')", "42501")]
    [TestCase("SELECT pg_sleep(30)::text", "no answer came within 0.2 s")]
    public async Task A_question_that_cannot_be_put_is_no_pass_and_does_nothing(string sql, string told)
    {
        var answer = await AskAsync($$"""{ "sql": "{{sql}}", "expect": 1, "limit": "200 ms" }""");

        Assert.That(answer.Verdict, Is.Not.EqualTo(Verdict.Passed));
        Assert.That(answer.Impossible ?? answer.Findings.Single().Statement, Does.Contain(told));
        Assert.That($"{answer.Impossible} {string.Join(' ', answer.Findings)}", Does.Not.Contain("4711").And.Not.Contain("\"c1\""));
        Assert.That((await AskAsync("""{ "sql": "SELECT count(*) FROM app.cust", "expect": 50 }""")).Verdict, Is.EqualTo(Verdict.Passed));
    }

    [Test]
    public async Task Code_of_the_backup_runs_without_rights_and_its_role_goes_again()
    {
        var answer = await AskAsync("""{ "sql": "SELECT app.who() LIKE 'offdrdrills_reader_%'", "expect": true }""");

        Assert.That(answer.Verdict, Is.EqualTo(Verdict.Passed), answer.Impossible);
        await using var command = _copy.Database.CreateCommand("SELECT count(*) FROM pg_roles WHERE rolname ~ '^drdrills_reader'");
        Assert.That(await command.ExecuteScalarAsync(), Is.Zero);
    }

    [Test]
    public async Task A_copy_that_only_its_administrator_reaches_is_not_asked()
    {
        var administrator = await AskAsync("""{ "sql": "SELECT 1", "expect": 1 }""", context => context with
        {
            DatabaseAs = _ => Npgsql.NpgsqlDataSource.Create(_copy.Database.ConnectionString),
        });
        var nobody = await AskAsync("""{ "sql": "SELECT 1", "expect": 1 }""", context => context with { DatabaseAs = null });

        Assert.That(administrator.Impossible, Does.Contain("cannot let in a role without administrator's rights"));
        Assert.That(nobody.Impossible, Does.Contain("nobody in but its administrator"));
    }

    [Test]
    public async Task A_database_that_is_closed_to_the_public_is_asked_all_the_same()
    {
        await using var closed = await NastyDatabase.CopyAsync("DO $$ BEGIN EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database()); END $$");

        var answer = await closed.AskAsync(Verification("""{ "sql": "SELECT count(*) FROM app.t", "min": 1 }"""));

        Assert.That(answer.Verdict, Is.EqualTo(Verdict.Passed), answer.Impossible);
    }

    [Test]
    public async Task Damaged_storage_is_a_finding()
    {
        await using var damaged = await NastyDatabase.CopyAsync(DamagedStorageSql.BreakFirstPage("app.cust"));

        var answer = await damaged.AskAsync(Verification("""{ "sql": "SELECT count(*) FROM app.cust", "min": 1 }"""));

        Assert.That(answer.Findings.Single().Code, Is.EqualTo("DRF475"), answer.Impossible);
    }

    private Task<VerificationAnswer> AskAsync(string check, Func<VerificationContext, VerificationContext>? change = null) =>
        _copy.AskAsync(Verification(check), change);

    private static IVerification Verification(string check) => DrDrills.PostgreSql.Verifications.Verifications
        .Of(SqlCheckSection.Parse($"[{check.Replace("{ ", "{ \"name\": \"q\", ", StringComparison.Ordinal)}]", "test")).Single();
}
