using System.Text.RegularExpressions;
using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Backups.PgDump;
using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Servers.Local;
using DrDrills.Testing;
using DrDrills.Verification;
using Npgsql;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Backups.PgDump;

/// <summary>Databases of unusual shapes whose dumps are sound; each was called bad once.</summary>
public sealed class SoundDumpTests
{
    private const string Rows = "CREATE TABLE t (id int PRIMARY KEY, x text); INSERT INTO t VALUES (1, 'a'), (2, 'b'); ";

    private static readonly (string Name, string Sql)[] Shapes =
    [
        ("an extension that is not trusted needs one that is", "CREATE EXTENSION cube; CREATE EXTENSION earthdistance; " + Rows),
        ("an event trigger", Rows + "CREATE FUNCTION f() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'; CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION f()"),
        ("a foreign data wrapper of another superuser", Rows
            + "DO $$ BEGIN IF to_regrole('sound_super') IS NULL THEN CREATE ROLE sound_super SUPERUSER; END IF; END $$; "
            + "CREATE FOREIGN DATA WRAPPER useless; ALTER FOREIGN DATA WRAPPER useless OWNER TO sound_super"),
        ("a cursor's name in a column", "CREATE TABLE r (id int PRIMARY KEY, c refcursor); INSERT INTO r VALUES (1, 'mine'), (2, NULL)"),
        ("a role that owns nothing but a large object, and one that may read it", Rows
            + "DO $$ BEGIN IF to_regrole('sound_lo') IS NULL THEN CREATE ROLE sound_lo; CREATE ROLE sound_reader; END IF; END $$; "
            + "SELECT lo_from_bytea(77, 'content'); ALTER LARGE OBJECT 77 OWNER TO sound_lo; GRANT SELECT ON LARGE OBJECT 77 TO sound_reader"),
        ("a policy that asks a table the role may not read", Rows
            + "DO $$ BEGIN IF to_regrole('sound_rows') IS NULL THEN CREATE ROLE sound_rows LOGIN; END IF; END $$; "
            + "CREATE TABLE zero (a int); ALTER TABLE t ENABLE ROW LEVEL SECURITY; ALTER TABLE t FORCE ROW LEVEL SECURITY; "
            + "CREATE POLICY p ON t USING (id > (SELECT count(*) FROM zero)); ALTER TABLE t OWNER TO sound_rows"),
        ("a role that may not connect any more", Rows
            + "DO $$ BEGIN IF to_regrole('sound_none') IS NULL THEN CREATE ROLE sound_none LOGIN CONNECTION LIMIT 0; END IF; END $$; ALTER TABLE t OWNER TO sound_none"),
        ("a database that nobody may connect to", Rows
            + "DO $$ BEGIN IF to_regrole('sound_owner') IS NULL THEN CREATE ROLE sound_owner LOGIN; END IF; END $$; ALTER TABLE t OWNER TO sound_owner; "
            + "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I CONNECTION LIMIT 0', current_database()); END $$"),
        ("a partition that lies on another server", "CREATE EXTENSION postgres_fdw; CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '127.0.0.1', port '1'); "
            + "CREATE USER MAPPING FOR public SERVER far; CREATE TABLE p (id serial, a int) PARTITION BY RANGE (a); "
            + "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (1) TO (10); INSERT INTO p (a) VALUES (1), (2); "
            + "CREATE FOREIGN TABLE p2 PARTITION OF p FOR VALUES FROM (10) TO (20) SERVER far; "
            + "CREATE TABLE above (a int); INSERT INTO above VALUES (1); CREATE FOREIGN TABLE below () INHERITS (above) SERVER far"),
        ("a time limit for the application's statements", Rows + "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET statement_timeout = 1', current_database()); END $$"),
        ("backslashes in quotes", Rows + "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET standard_conforming_strings = off', current_database()); END $$"),
        ("an operator that is only named by another", Rows + "CREATE FUNCTION f(int, int) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT true'; "
            + "CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = f, NEGATOR = !===); DROP OPERATOR === (int, int)"),
        ("a check that ties a column to the one with the sequence", "CREATE SEQUENCE s; CREATE TABLE c (x int DEFAULT nextval('s'), z int, CHECK (x + z = 0)); "
            + "INSERT INTO c VALUES (7, -7); SELECT setval('s', 10)"),
        ("tables of an access method of its own", "CREATE ACCESS METHOD heap2 TYPE TABLE HANDLER heap_tableam_handler; CREATE TABLE h USING heap2 AS SELECT g AS x FROM generate_series(1, 9) g; " + Rows),
        ("numbers that were cast before they were negated", Rows + "ALTER TABLE t ADD d int DEFAULT -1::int CHECK (d > -5::int OR d < -1.5::numeric), "
            + "ADD s smallint DEFAULT -1::int, ADD b bigint DEFAULT -1::bigint; CREATE INDEX ON t (id) WHERE d > -7::int; "
            + "CREATE VIEW w AS SELECT -5::int AS a, -1.50::numeric AS b, -5::int::smallint AS c, (SELECT -5::int) AS d FROM t WHERE id = ANY (ARRAY[-1::int, 2]) OR d IN (-1::int, -2::bigint); "
            + "CREATE FUNCTION g(a int DEFAULT -1::int, b numeric DEFAULT -2.5::numeric) RETURNS int LANGUAGE sql AS 'SELECT a'; "
            + "ALTER TABLE t ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON t USING (d > -1::int)"),
        ("constants without a type in subqueries", Rows + "CREATE VIEW v1 AS SELECT q.id FROM (SELECT id FROM t UNION ALL SELECT NULL FROM t) q; "
            + "CREATE VIEW v2 AS WITH c AS (SELECT id, x FROM t UNION ALL SELECT NULL, 'none') SELECT * FROM c; "
            + "CREATE VIEW v3 AS SELECT exists (SELECT NULL::int), (SELECT 'x') AS z, array(SELECT x FROM t UNION SELECT 'q') AS y; "
            + "CREATE VIEW v4 AS WITH RECURSIVE r AS (SELECT id, x FROM t UNION ALL SELECT r.id + 1, 'lit' FROM r WHERE id < 9) SELECT * FROM r; "
            + "CREATE VIEW v5 AS SELECT q.* FROM (SELECT now() AS a, 1.5::numeric(5, 2) AS b UNION SELECT NULL, '2') q; "
            + "CREATE VIEW v6 AS SELECT id, x FROM t UNION VALUES (1, 'z'); "
            + "CREATE MATERIALIZED VIEW v7 AS SELECT id FROM t WHERE x IN (SELECT x FROM t UNION SELECT 'z'); "
            + "CREATE RULE r AS ON INSERT TO t WHERE NEW.id = 77 DO ALSO SELECT id FROM (SELECT id FROM t UNION SELECT NULL) z; "
            + "CREATE FUNCTION f() RETURNS int LANGUAGE sql RETURN (SELECT max(q.id) FROM (SELECT id FROM t UNION ALL SELECT NULL) q); "
            + "CREATE TABLE n (s varchar, CHECK (s <> ALL (ARRAY[ARRAY['a'::varchar, 'b'], ARRAY['c'::varchar, 'd']]::text[])))"),
        ("an index that the last partition without it had kept invalid", "CREATE TABLE p (a int, b int) PARTITION BY RANGE (a); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10); "
            + "CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (10) TO (20); INSERT INTO p VALUES (1), (11); CREATE INDEX pi ON ONLY p (b); CREATE INDEX p2b ON p2 (b); "
            + "ALTER INDEX pi ATTACH PARTITION p2b; DROP TABLE p1"),
        ("conditions that begin with a range", "CREATE TABLE t (a int, b int, c int GENERATED ALWAYS AS (CASE WHEN a BETWEEN 1 AND 2 AND b = 3 THEN 1 END) STORED, "
            + "CHECK (a BETWEEN 1 AND 9 AND b > 0), CHECK (a NOT BETWEEN 20 AND 30 OR b = 7), CHECK (a BETWEEN SYMMETRIC 9 AND 1 OR b = 1 OR a = 0)); INSERT INTO t VALUES (1, 2); "
            + "CREATE VIEW v AS SELECT a FROM t WHERE a BETWEEN 1 AND 2 AND b BETWEEN 3 AND 4 AND (a = 1 OR b NOT BETWEEN 1 AND 2 OR b = 3); "
            + "CREATE VIEW w AS SELECT sum(a) OVER (ORDER BY b ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM t WHERE a BETWEEN 1 AND 2 AND b = 3; "
            + "CREATE INDEX ti ON t (a) WHERE a BETWEEN 1 AND 2 AND b = 3; CREATE POLICY p ON t USING (a BETWEEN 1 AND 2 AND b = 3 AND a <> 7); "
            + "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; "
            + "CREATE TRIGGER g BEFORE INSERT OR UPDATE ON t FOR EACH ROW WHEN (NEW.a BETWEEN 1 AND 2 AND NEW.b = 3) EXECUTE FUNCTION f(); "
            + "CREATE DOMAIN d AS int CHECK (VALUE BETWEEN 1 AND 9 AND VALUE <> 5); CREATE RULE r AS ON DELETE TO t WHERE OLD.a BETWEEN 1 AND 2 AND OLD.b = 3 DO INSTEAD NOTHING; "
            + "CREATE FUNCTION h(x int) RETURNS bool LANGUAGE sql RETURN x BETWEEN 1 AND 2 AND x <> 3; CREATE TABLE x (z int); "
            + "CREATE VIEW n AS SELECT * FROM t NATURAL LEFT JOIN x"),
        ("more that only a superuser may restore than there are jobs", Rows + "CREATE TABLE u AS SELECT 1 AS x; "
            + "DO $$ BEGIN FOR i IN 1..40 LOOP EXECUTE format('CREATE PUBLICATION all_%s FOR ALL TABLES', i); EXECUTE format('CREATE TABLE x%s ()', i); END LOOP; END $$"),
    ];

    private static readonly BackupFormat[] Formats = [BackupFormat.PgDumpCustom, BackupFormat.PgDumpPlain];

    public static IEnumerable<TestCaseData> Cases =>
        from shape in Shapes
        from withManifest in new[] { true, false }
        select new TestCaseData(shape.Sql, withManifest).SetArgDisplayNames(shape.Name, withManifest ? "with its manifest" : "alone");

    [TestCaseSource(nameof(Cases))]
    public async Task It_passes(string sql, bool withManifest)
    {
        var run = await CheckAsync(sql, withManifest);

        Assert.That(Errors(run), Is.Empty);
        Assert.That(run.Verdict, Is.EqualTo(Verdict.Passed), run.VerdictReason + run.Error?.Message);
    }

    [Test]
    public async Task What_the_server_told_pg_dump_is_told()
    {
        var cluster = await ScratchCluster.SharedAsync();
        await using var source = await cluster.CreateDatabaseAsync("sound", default);
        await DumpSource.RunAsync(source, "CREATE TABLE t (x text); INSERT INTO t VALUES (U&'\\+01F600'); "
            + "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET client_encoding = LATIN1', current_database()); END $$");
        await using var folder = await RunFolder.CreateAsync("test-sound", "work", null, default);

        var failed = Assert.ThrowsAsync<CaptureFailedException>(() => CaptureAsync(cluster, new NpgsqlConnectionStringBuilder(source.ConnectionString).Database!, folder))!;

        Assert.That(failed.Code, Is.EqualTo("DR1502"), failed.Message);
        Assert.That(failed.Message, Does.Contain("has no equivalent in encoding \"LATIN1\""));
    }

    /// <summary>Its tables refer to each other, and rows of theirs are in the dump.</summary>
    [TestCaseSource(nameof(Formats))]
    public async Task Rows_of_an_extensions_own_tables_come_back(BackupFormat format)
    {
        var cluster = await ScratchCluster.SharedAsync();
        await using var available = cluster.Superuser.CreateCommand("SELECT count(*) FROM pg_available_extensions WHERE name = 'periods'");
        Needs.Require((long)(await available.ExecuteScalarAsync())! > 0, "The extension 'periods'", "apt-get install postgresql-15-periods");

        var run = await CheckAsync(
            "CREATE EXTENSION periods CASCADE; COMMENT ON EXTENSION plpgsql IS 'changed'; CREATE TABLE p (id int PRIMARY KEY, x text); INSERT INTO p VALUES (1, 'a'); "
            + "SELECT periods.add_system_time_period('p')",
            withManifest: true,
            format);

        Assert.That(Errors(run), Is.Empty);
        Assert.That(run.Verdict, Is.EqualTo(Verdict.Passed), run.VerdictReason + run.Error?.Message);
    }

    [TestCaseSource(nameof(Formats))]
    public async Task Privileges_on_what_is_an_extensions_or_the_servers_own_come_back(BackupFormat format)
    {
        var run = await CheckAsync(
            "DO $$ BEGIN IF to_regrole('sound_monitor') IS NULL THEN CREATE ROLE sound_monitor; END IF; END $$; CREATE TABLE t (id int PRIMARY KEY); INSERT INTO t VALUES (1); "
            + "CREATE EXTENSION pg_trgm; REVOKE ALL ON FUNCTION similarity(text, text) FROM PUBLIC; GRANT EXECUTE ON FUNCTION pg_ls_waldir() TO sound_monitor; "
            + "REVOKE EXECUTE ON FUNCTION pg_sleep(float8) FROM PUBLIC; GRANT SELECT ON pg_authid TO sound_monitor",
            withManifest: true,
            format);

        Assert.That(Errors(run), Is.Empty);
        Assert.That(run.Verdict, Is.EqualTo(Verdict.Passed), run.VerdictReason + run.Error?.Message);
        Assert.That(run.Deviations, Has.Some.StartsWith("granted by "));
    }

    /// <summary>As where a superuser made views over tables of the application's role; and what that role let another one grant.</summary>
    [TestCaseSource(nameof(Formats))]
    public async Task What_a_superuser_computed_and_what_another_than_the_owner_granted_comes_back(BackupFormat format)
    {
        var run = await CheckAsync(
            "DO $$ BEGIN IF to_regrole('sound_app') IS NULL THEN CREATE ROLE sound_app; CREATE ROLE sound_reader2; CREATE ROLE \"sound Grantor\"; END IF; END $$; CREATE TABLE t (id int PRIMARY KEY); "
            + "INSERT INTO t VALUES (1), (2); ALTER TABLE t OWNER TO sound_app; CREATE MATERIALIZED VIEW m AS SELECT sum(id) FROM t; CREATE MATERIALIZED VIEW n AS SELECT * FROM m; "
            + "GRANT SELECT ON t TO \"sound Grantor\" WITH GRANT OPTION; SET ROLE \"sound Grantor\"; GRANT SELECT ON t TO sound_reader2; RESET ROLE",
            withManifest: true,
            format);

        Assert.That(Errors(run), Is.Empty);
        Assert.That(run.Verdict, Is.EqualTo(Verdict.Passed), run.VerdictReason + run.Error?.Message);
    }

    /// <summary>What such a view calls is the backup's code; and an event trigger of the backup must not see the administrator's statements.</summary>
    [Test]
    public async Task No_code_of_a_script_runs_with_a_superusers_rights()
    {
        var cluster = await ScratchCluster.SharedAsync();
        await using var source = await cluster.CreateDatabaseAsync("sound", default);
        await DumpSource.RunAsync(source, "DO $$ BEGIN IF to_regrole('sound_viewed') IS NULL THEN CREATE ROLE sound_viewed; END IF; IF to_regrole('postgres') IS NULL THEN CREATE ROLE postgres SUPERUSER; END IF; END $$; "
            + "CREATE TABLE t (id int PRIMARY KEY); INSERT INTO t VALUES (1), (2); ALTER TABLE t OWNER TO sound_viewed; "
            + "CREATE FUNCTION able() RETURNS text LANGUAGE sql AS 'SELECT rolsuper::text FROM pg_catalog.pg_roles WHERE rolname = current_user'; "
            + "CREATE MATERIALIZED VIEW m AS SELECT id, public.able() AS able FROM t; ALTER MATERIALIZED VIEW m OWNER TO postgres; "
            + "GRANT EXECUTE ON FUNCTION pg_ls_waldir() TO sound_viewed; CREATE TABLE seen (who text, able text); "
            + "CREATE FUNCTION see() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO public.seen VALUES (current_user, public.able()); END'; "
            + "CREATE EVENT TRIGGER seeing ON ddl_command_end EXECUTE FUNCTION see()");
        await using var folder = await RunFolder.CreateAsync("test-sound", "work", null, default);
        var backup = await CaptureAsync(cluster, new NpgsqlConnectionStringBuilder(source.ConnectionString).Database!, folder, BackupFormat.PgDumpPlain);
        await using var run = await DumpRuns.BeginAsync(new BackupFolderSource(Path.Combine(backup.FullName, BackupLayout.PlainDump)), new LocalTarget(), streamed: false);

        await run.RestoreAsync();

        await using var command = ((NpgsqlDataSource)run.Recovery.Copy.Database!).CreateCommand(
            "SELECT (SELECT string_agg(id || able, ' ' ORDER BY id) FROM m) || ' ' || (SELECT count(*) FROM seen) || ' ' "
            + "|| (SELECT rolbypassrls FROM pg_roles WHERE rolname = 'postgres') || ' ' || has_function_privilege('sound_viewed', 'pg_ls_waldir()', 'EXECUTE')");
        Assert.That(await command.ExecuteScalarAsync(), Is.EqualTo("1false 2false 0 false true"));
    }

    /// <summary>It was filled before its owner fell under the policy; neither psql nor pg_restore fills it again.</summary>
    [TestCaseSource(nameof(Formats))]
    public async Task A_view_that_its_owner_may_not_compute_any_more_does_not_come_back(BackupFormat format)
    {
        var run = await CheckAsync(
            "DO $$ BEGIN IF to_regrole('sound_forced') IS NULL THEN CREATE ROLE sound_forced; END IF; END $$; CREATE TABLE t (id int PRIMARY KEY); INSERT INTO t VALUES (1); "
            + "ALTER TABLE t OWNER TO sound_forced; CREATE MATERIALIZED VIEW m AS SELECT id FROM t; ALTER MATERIALIZED VIEW m OWNER TO sound_forced; "
            + "ALTER TABLE t ENABLE ROW LEVEL SECURITY; ALTER TABLE t FORCE ROW LEVEL SECURITY; CREATE POLICY p ON t USING (id > 0)",
            withManifest: true,
            format);

        Assert.That(run.Verdict, Is.EqualTo(Verdict.Failed), run.VerdictReason + run.Error?.Message);
        Assert.That(run.Error?.Code, Is.EqualTo(format == BackupFormat.PgDumpPlain ? "DR2102" : "DR2101"));
        Assert.That(run.Error!.Message, Does.Contain("MATERIALIZED VIEW DATA public").And.Contain("row-level security"));
    }

    /// <summary>A script may be written in another encoding than its database has (pg_dump --encoding).</summary>
    [Test]
    public async Task A_script_is_restored_into_the_encoding_of_the_source_that_it_is_compared_with()
    {
        var cluster = await ScratchCluster.SharedAsync();
        await using var source = await cluster.CreateDatabaseAsync("sound", default);
        await DumpSource.RunAsync(source, "CREATE TABLE t (id int PRIMARY KEY, x text); INSERT INTO t VALUES (1, 'a')");
        await using var folder = await RunFolder.CreateAsync("test-sound", "work", null, default);
        var backup = await CaptureAsync(cluster, new NpgsqlConnectionStringBuilder(source.ConnectionString).Database!, folder, BackupFormat.PgDumpPlain);
        var manifest = await ManifestJson.ReadAsync(Path.Combine(backup.FullName, BackupLayout.Manifest), default);
        var script = Path.Combine(backup.FullName, BackupLayout.PlainDump);
        await File.WriteAllTextAsync(script, (await File.ReadAllTextAsync(script)).Replace("client_encoding = 'UTF8'", "client_encoding = 'LATIN1'", StringComparison.Ordinal));

        foreach (var (like, encoding) in new[] { (manifest.Source, "UTF8"), (null, "LATIN1") })
        {
            await using var run = await DumpRuns.BeginAsync(new BackupFolderSource(script), new LocalTarget(), streamed: false, like);
            await run.RestoreAsync();
            await using var command = ((NpgsqlDataSource)run.Recovery.Copy.Database!).CreateCommand("SHOW server_encoding");
            Assert.That(await command.ExecuteScalarAsync(), Is.EqualTo(encoding));
        }
    }

    /// <summary>One job restores it, since its table comes later; of several one may be there first.</summary>
    [TestCase(true)]
    [TestCase(false)]
    public async Task A_check_that_reads_another_table_is_restored_one_table_after_the_other(bool holds)
    {
        // The tables with the most bytes are taken first: the one that is asked for comes when another is done.
        const string much = "(SELECT string_agg(md5((g * i)::text), '') FROM generate_series(1, 3000) g)";
        const string checkedTable = "CREATE TABLE a_parent (id int PRIMARY KEY); INSERT INTO a_parent VALUES (1); "
            + "CREATE FUNCTION there(int) RETURNS bool LANGUAGE sql AS 'SELECT EXISTS (SELECT FROM public.a_parent WHERE id = $1)'; "
            + "CREATE TABLE b_child (id int, p int CHECK (there(p)), x text); INSERT INTO b_child SELECT i, 1, " + much + " FROM generate_series(1, 30) i; "
            + "CREATE TABLE c_big AS SELECT " + much + " FROM generate_series(1, 20) i";

        var run = await CheckAsync(checkedTable + (holds ? "" : "; DELETE FROM a_parent"), withManifest: true);

        Assert.That(run.Verdict, Is.EqualTo(holds ? Verdict.Passed : Verdict.Failed), run.VerdictReason + run.Error?.Message);
        Assert.That(run.Error?.Code, holds ? Is.Null : Is.EqualTo("DR2101"));
        Assert.That(run.Deviations, holds ? Has.Some.Contains("--jobs=1: TABLE DATA public b_child") : Has.None.Null);
    }

    [TestCaseSource(nameof(Formats))]
    public async Task A_role_that_only_a_rows_value_names_is_the_targets_gap(BackupFormat format)
    {
        var cluster = await ScratchCluster.SharedAsync();
        await using var source = await cluster.CreateDatabaseAsync("sound", default);
        await DumpSource.RunAsync(source, "CREATE ROLE sound_gone; CREATE TABLE r (id int PRIMARY KEY, who regrole); INSERT INTO r VALUES (1, 'sound_gone')");
        await using var folder = await RunFolder.CreateAsync("test-sound", "work", null, default);
        var backup = await CaptureAsync(cluster, new NpgsqlConnectionStringBuilder(source.ConnectionString).Database!, folder, format);
        File.Delete(Path.Combine(backup.FullName, BackupLayout.Manifest));
        await DumpSource.RunAsync(source, "DROP TABLE r; DROP ROLE sound_gone");

        var run = await CheckedBackup.DrillAsync(backup);

        Assert.That(run.Verdict, Is.EqualTo(Verdict.Inconclusive), run.VerdictReason);
        Assert.That(run.Error?.Code, Is.EqualTo("DR3123"), run.Error?.Message);
        Assert.That(run.Error!.Message, Does.Contain("sound_gone").And.Contain("--globals-only"));
    }

    [Test]
    public async Task A_subscription_is_left_out_and_said_to_be()
    {
        var run = await CheckAsync(
            Rows + "CREATE SUBSCRIPTION sub CONNECTION 'host=/nonexistent dbname=x' PUBLICATION a WITH (connect = false, slot_name = NONE, enabled = false, create_slot = false)", true);

        Assert.That(Errors(run), Is.Empty);
        Assert.That(run.Verdict, Is.EqualTo(Verdict.Passed), run.VerdictReason + run.Error?.Message);
        Assert.That(run.Deviations, Has.Some.Contains("SUBSCRIPTION - sub"));
        Assert.That(
            run.Verifications.SelectMany(verification => verification.Findings).Where(finding => finding.Subject == "subscription sub").Select(finding => finding.Severity),
            Is.EqualTo(new[] { FindingSeverity.Note }));
    }

    /// <summary>A database that was filled with its numbers and whose sequence nobody moved: its dump is right, and says itself where the sequence stood.</summary>
    [TestCase(true, "pg_dump custom")]
    [TestCase(false, "pg_dump custom")]
    [TestCase(false, "pg_dump plain")]
    public async Task A_sequence_that_lay_behind_at_the_source_is_no_fault_of_the_backup(bool withManifest, string format)
    {
        var run = await CheckAsync("CREATE TABLE \"my t\" (id serial PRIMARY KEY, x text); INSERT INTO \"my t\" VALUES (1, 'a'), (2, 'b')", withManifest, new BackupFormat(format));

        var finding = run.Verifications.SelectMany(verification => verification.Findings).Single(finding => finding.Code == "DRF411");
        Assert.That(run.Verdict, Is.EqualTo(Verdict.Passed), run.VerdictReason + run.Error?.Message);
        Assert.That(finding.Severity, Is.EqualTo(FindingSeverity.Note));
        Assert.That(finding.Statement, Does.Contain("It stood there at the source too"));
    }

    [Test]
    public async Task A_sequence_that_the_backup_does_not_place_lies_behind()
    {
        var run = await CheckAsync(
            "CREATE TABLE t (id serial PRIMARY KEY, x text); INSERT INTO t (x) VALUES ('a'), ('b')",
            withManifest: false,
            BackupFormat.PgDumpPlain,
            script => Regex.Replace(script, @"^SELECT pg_catalog\.setval\(.*\n", "", RegexOptions.Multiline));

        Assert.That(run.Verdict, Is.EqualTo(Verdict.Failed), run.VerdictReason + run.Error?.Message);
        Assert.That(run.VerdictReason, Does.Contain("DRF411"));
    }

    [Test]
    public async Task A_database_that_refuses_writes_is_read_only_and_not_an_error_of_the_harness()
    {
        var run = await CheckAsync(Rows + "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on', current_database()); END $$", true);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.VerificationFailed), run.Error?.Message);
        Assert.That(Errors(run), Is.EqualTo(new[] { "DRF413 database" }));
    }

    [Test]
    public async Task A_name_that_reads_like_a_connection_string_is_a_name()
    {
        const string name = @"dbname=o'clock \ host=nowhere";
        var cluster = await ScratchCluster.SharedAsync();
        await DumpSource.RunAsync(cluster.Superuser, $"CREATE DATABASE {Sql.Name(name)}");
        try
        {
            await using (var source = cluster.Server.Connect(name))
            {
                await DumpSource.RunAsync(source, Rows);
                await using var folder = await RunFolder.CreateAsync("test-sound", "work", null, default);

                var run = await CheckedBackup.DrillAsync(await CaptureAsync(cluster, name, folder));

                Assert.That(run.Verdict, Is.EqualTo(Verdict.Passed), run.VerdictReason + run.Error?.Message);
            }
        }
        finally
        {
            await DumpSource.RunAsync(cluster.Superuser, $"DROP DATABASE {Sql.Name(name)} WITH (FORCE)");
        }
    }

    private static async Task<DrillRun> CheckAsync(string sql, bool withManifest, BackupFormat? format = null, Func<string, string>? edit = null)
    {
        var cluster = await ScratchCluster.SharedAsync();
        await using var source = await cluster.CreateDatabaseAsync("sound", default);
        await DumpSource.RunAsync(source, sql);
        var name = new NpgsqlConnectionStringBuilder(source.ConnectionString).Database!;
        await using var folder = await RunFolder.CreateAsync("test-sound", "work", null, default);
        var backup = await CaptureAsync(cluster, name, folder, format);
        if (!withManifest)
        {
            File.Delete(Path.Combine(backup.FullName, BackupLayout.Manifest));
        }

        if (edit is not null)
        {
            var script = Path.Combine(backup.FullName, BackupLayout.PlainDump);
            await File.WriteAllTextAsync(script, edit(await File.ReadAllTextAsync(script)));
        }

        return await CheckedBackup.DrillAsync(backup);
    }

    private static async Task<DirectoryInfo> CaptureAsync(
        ScratchCluster cluster, string database, RunFolder folder, BackupFormat? format = null)
    {
        var options = new DumpCaptureOptions
        {
            BackupId = "sound", OutFolder = new DirectoryInfo(Path.Combine(folder.Directory.FullName, "sound")), Format = format ?? BackupFormat.PgDumpCustom,
        };
        return (await DumpCapture.CaptureAsync(cluster.Server, database, options, null, default)).Folder;
    }

    private static IEnumerable<string> Errors(DrillRun run) => run.Verifications.SelectMany(verification => verification.Findings)
        .Where(finding => finding.Severity == FindingSeverity.Error).Select(finding => $"{finding.Code} {finding.Subject}");
}
