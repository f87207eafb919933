using System.Text;
using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Servers.Remote;
using DrDrills.PostgreSql.Tools;
using DrDrills.PostgreSql.Verifications;
using DrDrills.Testing;
using DrDrills.Verification;
using Npgsql;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Backups.Scripts;

/// <summary>What the real pg_dumpall makes of a server with BharatMart, a pgbench database and one of an odd name, restored.</summary>
[TestFixture]
public sealed class ClusterScriptTests
{
    private const string Odd = "odd 'n \"strange\"";

    private readonly string _password = $"canary-{Guid.NewGuid():N}";
    private DumpSource _source = null!;
    private string _verifier = "";
    private string _script = "";

    [OneTimeSetUp]
    public async Task Dump()
    {
        Needs.Postgres();
        _source = await DumpSource.SharedAsync();
        await using var admin = _source.Server.Connect("postgres");
        foreach (var statement in new[]
            {
                $"CREATE ROLE cashier LOGIN PASSWORD '{_password}' CONNECTION LIMIT 3 VALID UNTIL '2099-01-01'", "CREATE ROLE clerks NOLOGIN CREATEDB",
                $"GRANT clerks TO cashier WITH ADMIN OPTION{(await KnowsOptionsAsync(admin) ? ", INHERIT FALSE, SET FALSE" : "")}", "ALTER ROLE cashier SET work_mem = '7MB'", "ALTER ROLE cashier SET search_path = 'a', \"B c\"",
                "COMMENT ON ROLE clerks IS 'those who''d know'", $"CREATE DATABASE {Sql.Name(Odd)} OWNER clerks ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0",
                "CREATE DATABASE bench",
            })
        {
            await Sql.RunAsync(admin, statement, default);
        }

        await using var odd = _source.Server.Connect(Odd);
        await Sql.RunAsync(odd, "CREATE TABLE \"ü\" (a text); INSERT INTO \"ü\" VALUES ('grün'); ALTER TABLE \"ü\" OWNER TO cashier", default);
        await RunAsync("pgbench", "--initialize", "--quiet", "--scale=1", "bench");
        _verifier = (await Sql.ListAsync(admin, "SELECT rolpassword FROM pg_authid WHERE rolname = 'cashier'", row => row.GetString(0), default))[0];
        _script = await DumpAsync();
    }

    [OneTimeTearDown]
    public async Task Clean()
    {
        await using var admin = _source.Server.Connect("postgres");
        foreach (var statement in new[] { "DROP DATABASE bench", $"DROP DATABASE {Sql.Name(Odd)}", "DROP ROLE cashier, clerks" })
        {
            await Sql.RunAsync(admin, statement, default);
        }
    }

    [Test]
    public async Task Every_database_comes_back_as_it_was_and_every_role_with_what_it_had_and_no_password_is_shown()
    {
        await using var run = await DumpRuns.BeginAsync(await FileAsync(_script));

        await run.RestoreAsync();

        var copy = run.Recovery.Copy;
        var log = await run.Recovery.Server!.ReadLogAsync(default);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(copy.Databases.Select(database => database.Name), Is.EqualTo(new[] { "bench", DumpSource.Name, Odd }));
            foreach (var database in copy.Databases)
            {
                await using var live = _source.Server.Connect(database.Name);
                var was = await DumpSource.TakeManifestAsync(live);
                var came = await DumpSource.TakeManifestAsync((NpgsqlDataSource)database.Database);
                Assert.That(came.Tables, Is.EqualTo(was.Tables), database.Name);
                Assert.That(came.Objects.Select(one => one.ToString()), Is.EqualTo(was.Objects.Select(one => one.ToString())), database.Name);
                Assert.That(came.Roles.Select(role => role.ToString()), Is.SupersetOf(was.Roles.Where(role => role.Name != "postgres").Select(role => role.ToString())), database.Name);
                Assert.That(
                    came.Roles.Where(role => role.Name == "cashier").SelectMany(role => role.Memberships!),
                    Is.EqualTo(was.Roles.Where(role => role.Name == "cashier").SelectMany(role => role.Memberships!)),
                    database.Name);
                Assert.That((came.Source.Encoding, came.Source.Collation), Is.EqualTo((was.Source.Encoding, was.Source.Collation)));
            }

            Assert.That(await RoleAsync(copy), Is.EqualTo($"{_verifier}|true|search_path=a, \"B c\",work_mem=7MB|those who'd know"));
            Assert.That(
                $"{copy.StatedRoles!.Single(role => role.Name == "cashier").MembershipIn("clerks")}",
                Is.EqualTo(await KnowsOptionsAsync((NpgsqlDataSource)copy.Database!) ? "ADMIN TRUE, INHERIT FALSE, SET FALSE" : "ADMIN TRUE"));
            Assert.That(copy.StatedRoles!.Single(role => role.Name == "cashier").Attributes, Does.StartWith("INHERIT LOGIN CONNECTION LIMIT 3 VALID UNTIL "));
            Assert.That(run.Outcome!.Detail, Does.Contain($"'bench', '{DumpSource.Name}', '{Odd}'"));
            Assert.That(await run.Recovery.ReadyAsync(default), Does.Contain("'bench'").And.Contain($"'{Odd}'"));
            Assert.That(string.Join('\n', [run.Outcome.Detail, run.Outcome.ToolOutput, log, .. run.Outcome.Deviations]), Does.Not.Contain(_verifier).And.Not.Contain("SCRAM-SHA"));
            Assert.That(string.Join('\n', copy.StatedRoles!), Does.Not.Contain("SCRAM-SHA"));
        }
    }

    /// <remarks>Without the tables of pgbench, which belong to a superuser.</remarks>
    [Test]
    public async Task A_whole_server_comes_back_by_an_administrator_that_is_no_superuser()
    {
        await using var cluster = await ScratchCluster.StartAsync(default);
        await Sql.RunAsync(cluster.Superuser, "CREATE ROLE keeper LOGIN CREATEDB CREATEROLE; GRANT pg_read_all_stats TO keeper WITH ADMIN OPTION", default);
        await Sql.RunAsync(cluster.Superuser, "CREATE DATABASE drill", default);
        await using var run = await DumpRuns.BeginAsync(await FileAsync(await DumpAsync("--exclude-database=bench")), null, KeptBySomebody(cluster));

        await run.RestoreAsync();

        var copy = run.Recovery.Copy;
        var answer = await new StatedRolesVerification().RunAsync(
            new VerificationContext
            {
                Backup = Samples.Backup(),
                Incident = new Incident("lost", IncidentKind.Declared, TimeProvider.System.GetUtcNow()),
                Objectives = DrDrills.Objectives.DrillObjectives.None,
                Database = copy.Database,
                StatedRoles = copy.StatedRoles,
            },
            default);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(copy.Databases.Select(database => database.Name), Is.EqualTo(new[] { DumpSource.Name, Odd }));
            foreach (var database in copy.Databases)
            {
                await using var live = _source.Server.Connect(database.Name);
                await using var restored = cluster.Server.Connect(new NpgsqlConnectionStringBuilder(database.Database.ConnectionString).Database!);
                var was = await DumpSource.TakeManifestAsync(live);
                var came = await DumpSource.TakeManifestAsync(restored);
                Assert.That(came.Tables, Is.EqualTo(was.Tables), database.Name);
            }

            Assert.That(answer.Findings, Is.Empty);
            Assert.That(answer.Verdict, Is.EqualTo(Verdict.Passed), answer.Impossible);
            Assert.That((await run.Recovery.DisposeOfCopyAsync(default)).Disposed, Is.True);
        }
    }

    [Test]
    public async Task Globals_alone_give_back_the_roles_and_no_database()
    {
        var file = await FileAsync(await DumpAsync("--globals-only"));
        await using var run = await DumpRuns.BeginAsync(file);

        await run.RestoreAsync();

        Assert.That((await new BackupFolderSource(file).ListAsync(default)).Single().Format, Is.EqualTo(BackupFormat.PgGlobals));
        Assert.That(run.Recovery.Copy.StatedRoles!.Select(role => role.Name), Is.SupersetOf(new[] { "cashier", "clerks", "mart_owner", "Odd \"Owner\" of-things" }));
        Assert.That(await RoleAsync(run.Recovery.Copy), Does.StartWith($"{_verifier}|true|"));
        Assert.That(await run.Recovery.ReadyAsync(default), Does.EndWith("no database to connect to"));
    }

    [Test]
    public async Task Statements_that_clear_a_server_first_are_left_out_and_said()
    {
        await using var run = await DumpRuns.BeginAsync(await FileAsync(await DumpAsync("--clean", "--if-exists", "--schema-only")));

        await run.RestoreAsync();

        Assert.That(run.Recovery.Copy.Databases.Select(database => database.Name), Does.Contain(DumpSource.Name));
        Assert.That(run.Outcome!.Deviations, Has.Some.StartsWith("not carried out: DROP DATABASE at line ").And.Some.StartsWith("not carried out: DROP ROLE at line "));
    }

    [Test]
    public async Task A_script_that_lost_its_last_databases_is_cut_short()
    {
        var end = _script.IndexOf("-- Database \"mart\" dump", StringComparison.Ordinal);
        await using var run = await DumpRuns.BeginAsync(await FileAsync(_script[..end]));

        var error = Assert.ThrowsAsync<BackupUnreadableException>(run.RestoreAsync)!;

        Assert.That(error.Code, Is.EqualTo("DR1304"));
        Assert.That(error.Statement, Does.Contain("cluster dump complete"));
    }

    [TestCase("\\connect elsewhere", "DR1305")]
    [TestCase("\\connect bench postgres 127.0.0.1", "DR1305")]
    [TestCase("SELECT 1 / 0;", "DR2102")]
    public async Task An_error_among_the_roles_shows_no_password(string line, string code)
    {
        var hostile = _script.Replace("-- Role memberships\n", $"-- Role memberships\n--\n{line}\n--\n", StringComparison.Ordinal)
            .Replace("NOBYPASSRLS CONNECTION LIMIT 3 PASSWORD", "NOBYPASSRLS CONNECTION LIMIT 3 NONSENSE PASSWORD", StringComparison.Ordinal);
        await using var run = await DumpRuns.BeginAsync(await FileAsync(hostile));

        var error = Assert.CatchAsync<DrillException>(run.RestoreAsync)!;

        Assert.That(error.Code, Is.EqualTo(code));
        Assert.That(error + await run.Recovery.Server!.ReadLogAsync(default), Does.Not.Contain("SCRAM-SHA"));
    }

    private static RemoteTarget KeptBySomebody(ScratchCluster cluster)
    {
        using var source = cluster.Server.Connect("drill");
        var connection = new NpgsqlConnectionStringBuilder(source.ConnectionString) { Username = "keeper" };
        return new RemoteTarget(new PostgresTargetOptions { RemoteConnection = connection.ConnectionString, AllowedHosts = [connection.Host!] });
    }

    /// <summary>Npgsql's first message to a server is UTF-8 in length whatever it is in bytes.</summary>
    [TestCase("naïve", null)]
    [TestCase("na\xefve", "DR3175")]
    public async Task A_database_with_a_name_beyond_ascii_comes_back(string value, string? refused)
    {
        const string name = "größe";
        var utf8 = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes($"""
            --
            -- PostgreSQL database cluster dump
            --

            SET default_transaction_read_only = off;
            SET client_encoding = 'UTF8';
            CREATE ROLE "prüfer";
            ALTER ROLE "prüfer" WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB LOGIN NOREPLICATION NOBYPASSRLS;
            CREATE DATABASE "{name}" WITH TEMPLATE = template0 ENCODING = 'UTF8';
            ALTER DATABASE "{name}" OWNER TO "prüfer";

            \connect "{name}"

            SET client_encoding = 'UTF8';
            CREATE TABLE public."maß" ("länge" text DEFAULT 'DEFAULT VALUE' NOT NULL);
            ALTER TABLE public."maß" OWNER TO "prüfer";
            COPY public."maß" ("länge") FROM stdin;
            größer
            \.

            --
            -- PostgreSQL database cluster dump complete
            --

            """));
        var text = utf8.Replace("DEFAULT VALUE", refused is null ? Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(value)) : value, StringComparison.Ordinal);
        await using var run = await DumpRuns.BeginAsync(await FileAsync(text));

        if (refused is not null)
        {
            Assert.That(Assert.ThrowsAsync<EngineUnavailableException>(run.RestoreAsync)!.Code, Is.EqualTo(refused));
            return;
        }

        await run.RestoreAsync();

        var copy = run.Recovery.Copy.Databases.Single();
        Assert.That(copy.Name, Is.EqualTo(name));
        Assert.That(
            await Sql.ListAsync(
                (NpgsqlDataSource)copy.Database,
                "SELECT \"länge\" || pg_get_expr(adbin, adrelid) || relowner::regrole FROM \"maß\", pg_attrdef JOIN pg_class c ON c.oid = adrelid WHERE relname = 'maß'",
                row => row.GetString(0),
                default),
            Is.EqualTo(new[] { $"größer'{value}'::text\"prüfer\"" }));
    }

    private static async Task<bool> KnowsOptionsAsync(NpgsqlDataSource database) => (await Sql.ListAsync(
        database, "SELECT current_setting('server_version_num')::int", row => row.GetInt32(0), default)).Single() >= 160000;

    private static async Task<string> RoleAsync(RestoredCopy copy) => (await Sql.ListAsync(
        (NpgsqlDataSource)copy.Database!,
        """
        SELECT concat_ws('|', a.rolpassword, m.admin_option, (SELECT string_agg(s, ',' ORDER BY s) FROM unnest(r.rolconfig) s), shobj_description(m.roleid, 'pg_authid'))
        FROM pg_authid a JOIN pg_roles r ON r.oid = a.oid JOIN pg_auth_members m ON m.member = a.oid WHERE a.rolname = 'cashier'
        """,
        row => row.GetString(0),
        default)).Single().Replace("|t|", "|true|", StringComparison.Ordinal);

    private async Task<string> FileAsync(string text)
    {
        var folder = _source.Folder.Directory.CreateSubdirectory("cluster-" + Guid.NewGuid().ToString("N")[..8]);
        var file = Path.Combine(folder.FullName, "everything");
        await File.WriteAllTextAsync(file, text, Encoding.Latin1);
        return file;
    }

    /// <summary>As the characters whose codes are its bytes: one of the databases is in LATIN1.</summary>
    private async Task<string> DumpAsync(params string[] arguments)
    {
        var file = await FileAsync("");
        await RunAsync("pg_dumpall", ["--file=" + file, .. arguments]);
        return await File.ReadAllTextAsync(file, Encoding.Latin1);
    }

    private async Task<string> RunAsync(string program, params string[] arguments)
    {
        var outcome = await _source.Server.Tools.RunAsync(
            new ToolInvocation(program, [.. program == "pgbench" ? Without(_source.Server.ToolConnectionArguments) : _source.Server.ToolConnectionArguments, .. arguments])
            {
                Environment = _source.Server.ToolConnectionEnvironment,
            },
            default);
        Assert.That(outcome.ExitCode, Is.Zero, outcome.Errors);
        return outcome.Output;

        static IEnumerable<string> Without(IEnumerable<string> all) => all.Where(argument => argument != "--no-password");
    }
}
