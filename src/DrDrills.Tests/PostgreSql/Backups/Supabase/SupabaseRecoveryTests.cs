using System.Data.Common;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.Verification;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Backups.Supabase;

/// <summary>Scripts of a project shaped like a hosted one, restored for real; never of a hosted one.</summary>
public sealed class SupabaseRecoveryTests
{
    private SupabaseProject _project = null!;

    [OneTimeSetUp]
    public async Task Start() => _project = await SupabaseProject.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _project.DisposeAsync();

    [Test]
    public async Task A_project_comes_back_and_each_schema_has_its_verdict()
    {
        var folder = await _project.WriteAsync(withManifest: true);

        var run = await CheckedBackup.DrillAsync(folder, LookAtCopyAsync);

        var schemas = run.Verifications.Single(verification => verification.Id.Value == "schemas");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Findings.Where(finding => finding.Severity == FindingSeverity.Error).Select(finding => finding.ToString()), Is.Empty);
            Assert.That(run.Verdict, Is.EqualTo(Verdict.Passed), run.VerdictReason + run.Error?.Message);
            Assert.That(schemas.Scope.Split("; "), Is.EqualTo(new[]
            {
                "Private Part 1 tables, 7 rows: passed", "auth 3 tables, 20 rows: passed, rows only", "graphql 0 tables, 0 rows: inconclusive",
                "public 3 tables, 133 rows: passed", "storage 2 tables, 5 rows: passed, rows only", "supabase_functions 1 tables, 1 rows: passed, rows only",
                "supabase_migrations 0 tables, 0 rows: inconclusive", "vault 0 tables, 0 rows: inconclusive",
            }));
            Assert.That(
                schemas.Findings.Where(finding => finding.Subject.StartsWith("schema ", StringComparison.Ordinal)).Select(finding => finding.ToString().Split(':')[0]),
                Is.EquivalentTo(new[] { "DRF704 schema graphql", "DRF705 schema supabase_migrations", "DRF704 schema vault", "DRF705 schema vault" }));
            Assert.That(run.Deviations, Has.Some.Contains("pg_graphql, supabase_vault").And.Some.Contains("storage.objects").And.Some.Contains("without passwords")
                .And.Some.Contains("refresh them, as was done here: public.moods"));
            Assert.That(run.ToString() + string.Join('\n', run.Deviations), Does.Not.Contain("pw-of-app-reader"));
        }
    }

    [Test]
    public async Task Without_a_manifest_it_is_held_against_its_own_scripts()
    {
        var folder = await _project.WriteAsync(withManifest: false, ("d.sql", _ => null));

        var run = await CheckedBackup.DrillAsync(folder);

        var schemas = run.Verifications.Single(verification => verification.Id.Value == "schemas");
        Assert.That(run.Verdict, Is.EqualTo(Verdict.Passed), run.VerdictReason + run.Error?.Message);
        Assert.That(run.ComparisonBasis, Is.EqualTo(ComparisonBasis.SelfConsistentOnly));
        Assert.That(schemas.Scope, Does.Contain("public 3 tables, 133 rows: passed").And.Contain("auth 3 tables, 20 rows: passed, rows only"));
    }

    [Test]
    public async Task Rows_changed_or_lost_policies_lost_and_code_on_the_platform_lost_are_each_named()
    {
        var folder = await _project.WriteAsync(
            withManifest: true,
            ("c.sql", data => data.Replace("\ttask 4\t", "\ttask 5\t", StringComparison.Ordinal)),
            ("c.sql", data => WithoutRow(data, "COPY \"auth\".\"users\"")),
            ("c.sql", data => data.Replace("entry 7", "entry 8", StringComparison.Ordinal)),
            ("b.txt", schema => Without(schema, "CREATE POLICY \"Nobody signs in\"")),
            ("d.sql", _ => null));

        var run = await CheckedBackup.DrillAsync(folder);

        var schemas = run.Verifications.Single(verification => verification.Id.Value == "schemas");
        var errors = schemas.Findings.Where(finding => finding.Severity == FindingSeverity.Error).Select(finding => $"{finding.Code} {finding.Subject}");
        Assert.That(run.Verdict, Is.EqualTo(Verdict.Failed));
        Assert.That(errors, Is.EquivalentTo(new[]
        {
            "DRF304 table public.todos", "DRF303 table auth.users", "DRF304 table Private Part.ledger", "DRF321 policy public.todos.\"Nobody signs in\"",
            "DRF702 trigger auth.users.on_auth_user_created", "DRF702 policy storage.objects.\"Avatars are public\"",
        }));
        Assert.That(schemas.Scope, Does.Contain("auth 3 tables, 19 rows: failed").And.Contain("public 3 tables, 133 rows: failed")
            .And.Contain("storage 2 tables, 5 rows: failed").And.Contain("supabase_functions 1 tables, 1 rows: passed"));
    }

    [Test]
    public async Task Another_days_rows_are_not_this_days()
    {
        var folder = await _project.WriteAsync(withManifest: true, ("c.sql", _ => _project.NextDay));

        var run = await CheckedBackup.DrillAsync(folder);

        Assert.That(Errors(run), Is.EquivalentTo(new[] { "DRF303 table auth.refresh_tokens", "DRF304 table public.todos" }));
    }

    [Test]
    public async Task A_lost_roles_script_is_refused_by_the_role_that_is_missing()
    {
        var folder = await _project.WriteAsync(withManifest: true, ("a", _ => null));

        var run = await CheckedBackup.DrillAsync(folder);

        Assert.That((run.Verdict, run.ExitCode), Is.EqualTo((Verdict.Failed, ExitCode.VerificationFailed)));
        Assert.That(run.Error!.Code, Is.EqualTo("DR1431"));
        Assert.That(run.Error.Message, Does.Contain("role app_team").And.Contain("'b.txt'").And.Contain("--role-only"));
    }

    [Test]
    public async Task Rows_as_inserts_come_back_and_a_command_for_psql_among_them_is_refused()
    {
        var witness = Path.Combine(Path.GetTempPath(), "drdrills-" + Guid.NewGuid().ToString("N"));
        var folder = await _project.WriteAsync(
            withManifest: true,
            ("c.sql", _ => _project.Inserts.Replace("RESET ALL;", $"\\! touch {witness}\nRESET ALL;", StringComparison.Ordinal)),
            ("b.txt", schema => "\\restrict abc\n" + schema + "\n\\unrestrict abc\n"));

        var run = await CheckedBackup.DrillAsync(folder);

        // Everything before the command was carried out, so the rows were taken as they are.
        Assert.That(run.Error?.Code, Is.EqualTo("DR1305"), run.VerdictReason);
        Assert.That(File.Exists(witness), Is.False);
    }

    [Test]
    public async Task An_extension_that_the_projects_own_schemas_need_is_a_gap_of_the_environment()
    {
        var folder = await _project.WriteAsync(
            withManifest: true, ("b.txt", schema => schema + "CREATE EXTENSION IF NOT EXISTS \"nowhere_to_be_had\" WITH SCHEMA \"extensions\";\n"));

        var run = await CheckedBackup.DrillAsync(folder);

        Assert.That((run.Verdict, run.ExitCode, run.Error!.Code), Is.EqualTo((Verdict.Inconclusive, ExitCode.EnvironmentMissing, "DR3120")));
        Assert.That(run.Error.Message, Does.Contain("nowhere_to_be_had"));
    }

    private static async Task LookAtCopyAsync(VerificationContext context)
    {
        await using var ordinary = context.DatabaseAs!("authenticator");
        var seen = await ListAsync(
            ordinary,
            """
            BEGIN; SET LOCAL ROLE authenticated;
            SET LOCAL request.jwt.claims = '{"sub": "00000000-0000-0000-0000-000000000003", "role": "authenticated"}';
            """,
            "SELECT count(*)::text || ' ' || count(DISTINCT owner) FROM public.todos");
        var roles = await ListAsync(
            context.Database!,
            "",
            """
            SELECT rolname || CASE WHEN rolsuper THEN ' super' ELSE '' END || coalesce(' ' || (SELECT rolpassword FROM pg_authid a WHERE a.oid = r.oid), '')
            FROM pg_roles r WHERE rolname IN ('postgres', 'supabase_admin', 'app_reader') OR rolname LIKE 'drdrills\_r%' ORDER BY 1
            """);
        var settings = await ListAsync(
            context.Database!, "", "SELECT unnest(setconfig) FROM pg_db_role_setting WHERE setrole = 'app_reader'::regrole");
        var written = await ListAsync(
            context.Database!, "BEGIN;", "INSERT INTO public.profiles (id) SELECT id FROM auth.users WHERE false RETURNING 'none'");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(seen, Is.EqualTo(new[] { "10 1" }), "row security lets one see one's own");
            Assert.That(roles, Is.EqualTo(new[] { "app_reader", "postgres", "supabase_admin super" }));
            Assert.That(settings, Is.EqualTo(new[] { "statement_timeout=5s" }));
            Assert.That(written, Is.Empty);
        }
    }

    private static async Task<List<string>> ListAsync(DbDataSource database, string before, string sql)
    {
        await using var connection = await database.OpenConnectionAsync();
        if (before.Length > 0)
        {
            await using var first = connection.CreateCommand();
            first.CommandText = before;
            await first.ExecuteNonQueryAsync();
        }

        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }

    private static IEnumerable<string> Errors(DrillRun run) =>
        run.Findings.Where(finding => finding.Severity == FindingSeverity.Error).Select(finding => $"{finding.Code} {finding.Subject}");

    private static string Without(string script, string begins) =>
        string.Join('\n', script.Split('\n').Where(line => !line.StartsWith(begins, StringComparison.Ordinal)));

    /// <summary>The block ends as it should, one row early.</summary>
    private static string WithoutRow(string data, string block)
    {
        var lines = data.Split('\n').ToList();
        lines.RemoveAt(lines.IndexOf(@"\.", lines.FindIndex(line => line.StartsWith(block, StringComparison.Ordinal))) - 1);
        return string.Join('\n', lines);
    }
}
