using DrDrills.Backups;
using DrDrills.PostgreSql.Backups.Supabase;
using DrDrills.PostgreSql.Digests;
using DrDrills.Testing;
using DrDrills.Verification;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Backups.Supabase;

/// <summary>Findings that scripts of the shared project do not show, over rows and objects made up.</summary>
public sealed class SupabaseSchemaReportTests
{
    private static readonly BackupManifest _empty = Samples.Manifest() with { Tables = [], Objects = [], Roles = [], Extensions = [] };

    [Test]
    public void Rows_of_the_platform_that_no_script_holds_are_missing()
    {
        var report = Report(Data("auth", "users", 2, "id"));

        report.CompareRows(Manifest(("auth", "users", 2), ("storage", "objects", 5), ("auth", "schema_migrations", 60), ("realtime", "messages", 9)), [Copy("auth", "users", 2, "id")]);

        Assert.That(Errors(report), Is.EqualTo(new[] { "DRF706 table storage.objects" }));
    }

    [Test]
    public void Rows_that_differ_in_a_column_that_nobody_knows_are_inconclusive_and_not_passed()
    {
        var report = Report(Data("auth", "users", 2, "id", "new_one"));

        report.CompareRows(Manifest(("auth", "users", 2)), [Copy("auth", "users", 2, "id", "new_one")]);

        var answer = report.Answer();
        Assert.That((answer.Verdict, answer.Scope), Is.EqualTo((Verdict.Inconclusive, "auth 1 tables, 2 rows: inconclusive")));
        Assert.That(answer.Impossible, Does.Contain("auth.users").And.Contain("new_one"));
    }

    [Test]
    public void Rows_of_a_table_that_has_other_columns_at_the_source_are_inconclusive_and_not_passed()
    {
        var report = Report(Data("auth", "users", 2, "id"));
        var manifest = Manifest(("auth", "users", 2)) with
        {
            Objects = [new ManifestObject("column", "auth.users.id", "a"), new ManifestObject("column", "auth.users.computed", "b")],
        };

        report.CompareRows(manifest, [Copy("auth", "users", 2, "id")]);

        Assert.That((report.Answer().Verdict, report.Answer().Impossible), Is.EqualTo((
            Verdict.Inconclusive, "2 rows of auth.users came back as many, but whether they are the same is not known: the source's table has other columns")));
    }

    [Test]
    public void A_table_with_another_number_of_rows_than_its_script_is_found_without_a_manifest()
    {
        var report = Report(Data("public", "t", 3, "id"));

        report.CompareWithScripts([Copy("public", "t", 2, "id")]);

        Assert.That(Errors(report), Is.EqualTo(new[] { "DRF703 table public.t" }));
        Assert.That(report.Answer().Scope, Is.EqualTo("public 1 tables, 2 rows: failed"));
    }

    [Test]
    public void An_own_event_trigger_and_a_membership_of_the_platforms_role_are_missed_and_the_platforms_own_are_not()
    {
        var report = Report();
        var manifest = _empty with
        {
            Objects =
            [
                new ManifestObject("event trigger", "pgrst_ddl_watch", "a"), new ManifestObject("owner", "event trigger pgrst_ddl_watch", "a"),
                new ManifestObject("event trigger", "mine", "a"), new ManifestObject("trigger", "storage.objects.update_objects_updated_at", "a"),
                new ManifestObject("default privileges", "of supabase_admin in schema public on tables", "a"), new ManifestObject("table", "auth.users", "a"),
                new ManifestObject("grant", "routine public.similarity(text, text)", "a"),
            ],
            Roles = [new ManifestRole("authenticator", "NOINHERIT LOGIN", ["anon", "app_admin"])],
        };
        var copy = new SupabaseCopy(
            _empty.Source.ServerVersionNumber, [new ManifestObject("table", "auth.users", "other")], [new ManifestRole("authenticator", "LOGIN", ["anon"])],
            new HashSet<string> { "routine public.similarity(text, text)" });

        report.CompareObjects(manifest, copy);

        Assert.That(Errors(report), Is.EqualTo(new[] { "DRF321 event trigger mine", "DRF707 role authenticator" }));
    }

    [Test]
    public void Extensions_that_only_the_platform_needs_leave_the_verdict_of_the_others()
    {
        var report = Report(Data("public", "t", 1, "id"));

        report.NoteLacking(new HashSet<string> { "pgcrypto" }, _empty with { Extensions = [new ManifestExtension("pg_cron", "1.6", "pg_catalog", false)] });
        report.CompareWithScripts([Copy("public", "t", 1, "id")]);

        Assert.That((report.Answer().Verdict, report.Answer().Scope), Is.EqualTo((
            Verdict.Passed, "cron 0 tables, 0 rows: inconclusive; public 1 tables, 1 rows: passed")));
    }

    private static SupabaseSchemaReport Report(params SupabaseTableRows[] tables) => new(new SupabaseContents(
        [], SupabaseRoleScript.None, [], [new SupabaseDataScript(tables, [], 15, EndsWhole: true)]));

    private static SupabaseTableRows Data(string schema, string name, long rows, params string[] columns) => new(schema, name, columns, rows);

    private static BackupManifest Manifest(params (string Schema, string Name, long Rows)[] tables) =>
        _empty with { Tables = [.. tables.Select(table => new ManifestTable(table.Schema, table.Name, table.Rows, new string('a', 64)))] };

    private static TableContent Copy(string schema, string name, long rows, params string[] columns) => new(
        new DigestTable(schema, name, $"{schema}.{name}", DigestTableKind.Ordinary, [.. columns.Select(column => new DigestColumn(column, false, CopyForm.Sent))], 1, ""),
        new DigestPart(rows, 1, 1),
        null);

    private static IEnumerable<string> Errors(SupabaseSchemaReport report) => report.Answer().Findings
        .Where(finding => finding.Severity == FindingSeverity.Error).Select(finding => $"{finding.Code} {finding.Subject}");
}
