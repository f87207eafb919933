using System.Security.Cryptography;
using System.Text.RegularExpressions;
using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Backups.Supabase;
using DrDrills.Verification;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Backups.Supabase;

/// <summary>The daily file of a project shaped like a hosted one, restored for real; never of a hosted one.</summary>
public sealed class SupabaseDailyTests
{
    private SupabaseProject _project = null!;

    [OneTimeSetUp]
    public async Task Start() => _project = await SupabaseProject.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _project.DisposeAsync();

    [Test]
    public async Task It_is_told_from_its_roles_and_its_globals_alone_are_not()
    {
        var whole = await OfAsync(await _project.WriteDailyAsync(file => file));
        var other = await OfAsync(await _project.WriteDailyAsync(file => file.Replace("CREATE ROLE supabase_admin;", "", StringComparison.Ordinal)));
        var globals = await OfAsync(await _project.WriteDailyAsync(
            file => file[..file.IndexOf("\n--\n-- Databases", StringComparison.Ordinal)] + "\n--\n-- PostgreSQL database cluster dump complete\n--\n"));

        Assert.That((whole, other, globals), Is.EqualTo((SupabaseFormat.Daily, BackupFormat.PgDumpAll, BackupFormat.PgGlobals)));
    }

    [TestCase(true, Verdict.Passed)]
    [TestCase(false, Verdict.Inconclusive)]
    public async Task It_comes_back_without_the_platforms_extensions_each_schema_has_its_verdict_and_no_password_is_shown(bool withoutSecrets, Verdict verdict)
    {
        var verifier = "md5" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var file = await _project.WriteDailyAsync(
            file => WithoutSecrets(file, withoutSecrets).Replace("CREATE ROLE app_reader;", $"CREATE ROLE app_reader PASSWORD '{verifier}';", StringComparison.Ordinal),
            withManifest: withoutSecrets);

        var run = await CheckedBackup.DrillAsync(file);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Findings.Where(finding => finding.Severity == FindingSeverity.Error).Select(finding => finding.ToString()), Is.Empty);
            Assert.That(run.Verdict, Is.EqualTo(verdict), run.VerdictReason + run.Error?.Message);
            Assert.That(run.VerdictReason.Contains("1 rows of vault.secrets are in the backup and were not restored", StringComparison.Ordinal), Is.EqualTo(!withoutSecrets));
            Assert.That(Schemas(run).Scope.Split("; "), Is.EqualTo(new[]
            {
                "Private Part 1 tables, 7 rows: passed", "auth 4 tables, 21 rows: passed", "graphql 0 tables, 0 rows: inconclusive",
                "public 3 tables, 133 rows: passed", "realtime 1 tables, 1 rows: passed",
                "storage 3 tables, 6 rows: passed", "supabase_functions 2 tables, 2 rows: passed", "supabase_migrations 1 tables, 1 rows: passed",
                "vault 0 tables, 0 rows: inconclusive",
            }));
            Assert.That(run.Deviations, Has.Some.Contains("pg_graphql, supabase_vault; 4 statements"));
            Assert.That(run + string.Join('\n', [.. run.Deviations, .. run.Findings.Select(finding => finding.ToString())]), Does.Not.Contain(verifier));
        }
    }

    [Test]
    public async Task A_schema_that_it_lacks_and_rows_that_it_lost_are_named()
    {
        var file = await _project.WriteDailyAsync(
            file => SupabaseDaily.Without(file, "storage").Replace("\tentry 7\n", "\tentry 8\n", StringComparison.Ordinal), withManifest: true);

        var run = await CheckedBackup.DrillAsync(file);

        Assert.That((run.Verdict, run.ExitCode), Is.EqualTo((Verdict.Failed, ExitCode.VerificationFailed)));
        Assert.That(Errors(run), Is.SupersetOf(new[] { "DRF304 table Private Part.ledger", "DRF708 table storage.buckets", "DRF301 table storage.objects" }), run.VerdictReason);
        Assert.That(Schemas(run).Scope, Does.Contain("storage 0 tables, 0 rows: failed").And.Contain("auth 4 tables, 21 rows: passed"));
    }

    [TestCase(false, "DR1321")]
    [TestCase(true, "DR1322")]
    public async Task One_changed_byte_and_a_missing_end_are_refused_by_the_files_name(bool cut, string code)
    {
        var file = await _project.WriteDailyAsync(file => file, damage: bytes =>
        {
            bytes[bytes.Length / 2] ^= 1;
            return cut ? bytes[..(bytes.Length / 2)] : bytes;
        });

        var refused = Assert.ThrowsAsync<BackupUnreadableException>(() => OfAsync(file))!;

        Assert.That((refused.Code, refused.ExitCode), Is.EqualTo((code, ExitCode.VerificationFailed)));
        Assert.That(refused.Statement, Does.Contain(Path.GetFileName(file)));
    }

    [Test]
    public async Task What_else_needs_an_extension_of_the_platform_and_extensions_of_the_projects_own_are_gaps_of_the_environment()
    {
        var view = await _project.WriteDailyAsync(file => Before(file, "-- Name: signed_up; Type: VIEW", "CREATE VIEW public.keys AS SELECT * FROM vault.decrypted_secrets;"));
        var two = await _project.WriteDailyAsync(file => Before(
            file, "-- Name: pg_trgm; Type: EXTENSION", "CREATE EXTENSION IF NOT EXISTS nowhere_one;\nCREATE EXTENSION IF NOT EXISTS nowhere_two;"));

        var needing = await CheckedBackup.DrillAsync(view);
        var lacking = await CheckedBackup.DrillAsync(two);

        Assert.That((needing.Verdict, needing.Error!.Code), Is.EqualTo((Verdict.Inconclusive, "DR3123")));
        Assert.That(needing.Error.Message, Does.Contain("supabase_vault").And.Contain("vault.decrypted_secrets"));
        Assert.That((lacking.Verdict, lacking.Error!.Code), Is.EqualTo((Verdict.Inconclusive, "DR3120")));
        Assert.That(lacking.Error.Message, Does.Contain("'nowhere_one', 'nowhere_two'"));
    }

    private static async Task<BackupFormat> OfAsync(string file) =>
        (await (await BackupSources.OpenAsync(file, BackupSourceOptions.None, default)).ListAsync(default)).Single().Format;

    private static VerificationOutcome Schemas(DrillRun run) => run.Verifications.Single(verification => verification.Id.Value == "schemas");

    private static IEnumerable<string> Errors(DrillRun run) =>
        run.Findings.Where(finding => finding.Severity == FindingSeverity.Error).Select(finding => $"{finding.Code} {finding.Subject}");

    private static string WithoutSecrets(string file, bool really) => really ? Regex.Replace(file, @"(?<=\nCOPY vault\.secrets .*\n).*\n(?=\\\.\n)", "") : file;

    private static string Before(string file, string entry, string statement) =>
        file.Replace($"--\n{entry}", $"{statement}\n\n--\n{entry}", StringComparison.Ordinal);
}
