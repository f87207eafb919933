using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Backups.Supabase;
using DrDrills.PostgreSql.Backups.Wrapping;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Backups.Supabase;

/// <summary>What scripts say of themselves, read without a server.</summary>
public sealed class SupabaseScriptsTests
{
    private const string Settings = "SET statement_timeout = 0;\nSET client_encoding = 'UTF8';\nSET row_security = off;\n";
    private const string Schema = Settings + "CREATE TABLE IF NOT EXISTS \"public\".\"t\" (\n    \"id\" integer\n);\n";

    private const string Roles = """"

        SET default_transaction_read_only = off;

        SET client_encoding = 'UTF8';
        CREATE ROLE "app ""x""";
        ALTER ROLE "app ""x""" WITH INHERIT NOCREATEROLE NOCREATEDB LOGIN NOBYPASSRLS CONNECTION LIMIT 9 PASSWORD 'SCRAM-SHA-256$s3cr3t' VALID UNTIL '2030-01-01';
        ALTER ROLE "anon" SET "statement_timeout" TO '3s';
        ALTER ROLE "app ""x""" SET "search_path" TO E'\\$user', 'public';
        GRANT "team" TO "app ""x""" WITH INHERIT FALSE GRANTED BY "supabase_admin";

        RESET ALL;

        """";

    private const string Data = "SET session_replication_role = replica;\n\n--\n-- PostgreSQL database dump\n--\n\n-- \\restrict abc\n-- Dumped from database version 17.4\n"
        + Settings + """
        COPY "auth"."users" ("id", "em""ail") FROM stdin;
        1	a
        2	RESET ALL;
        \.


        COPY "public"."t" ("id") FROM stdin;
        \.


        SELECT pg_catalog.setval('"public"."t_id_seq"', 2, true);


        --
        -- PostgreSQL database dump complete
        --

        RESET ALL;

        """;

    private DirectoryInfo _folder = null!;

    [SetUp]
    public void Make() => _folder = Directory.CreateTempSubdirectory("drdrills-supabase-");

    [TearDown]
    public void Remove() => _folder.Delete(recursive: true);

    [TestCase(Roles, SupabaseScriptKind.Roles)]
    [TestCase(Schema, SupabaseScriptKind.Schema)]
    [TestCase("--\n-- PostgreSQL database dump\n--\n\n\\restrict abc\n" + Schema, SupabaseScriptKind.Schema)]
    [TestCase(Data, SupabaseScriptKind.Data)]
    [TestCase(SupabaseProjectSql.Changes, SupabaseScriptKind.Changes)]
    [TestCase(Settings + "CREATE TABLE public.t (\n    id integer\n);\n", null)]
    [TestCase("SET default_transaction_read_only = off;\nCREATE ROLE app;\n", null)]
    [TestCase("SELECT 1;\n", null)]
    [TestCase("PGDMP\0", null)]
    public async Task A_script_is_told_from_its_first_statements(string text, SupabaseScriptKind? kind)
    {
        await WriteAsync("whatever.bin", text);

        var (scripts, unopened) = await SupabaseScript.FindInAsync(_folder.FullName, null, default);

        Assert.That(scripts.Select(script => (SupabaseScriptKind?)script.Kind).SingleOrDefault(), Is.EqualTo(kind));
        Assert.That(unopened, Is.Empty);
    }

    [Test]
    public async Task A_folder_is_a_backup_whatever_its_scripts_are_called_and_a_plain_dump_is_none()
    {
        await WriteAsync("x", Data);
        Assert.That(await BackupSources.OpenAsync(_folder.FullName, BackupSourceOptions.None, default), Is.TypeOf<WrappedBackupSource>());

        await WriteAsync("y", Schema);

        var source = await BackupSources.OpenAsync(_folder.FullName, BackupSourceOptions.None, default);
        var backup = (await source.ListAsync(default)).Single();
        Assert.That((source.GetType(), backup.Format, backup.TakenAt), Is.EqualTo((typeof(SupabaseScriptsSource), SupabaseFormat.Scripts, (DateTimeOffset?)null)));
    }

    [Test]
    public async Task Roles_are_read_and_their_passwords_are_not()
    {
        var script = await SupabaseRoleScript.ReadAsync(new SupabaseScript(SupabaseScriptKind.Roles, await WriteAsync("r", Roles)), "b", default);

        var role = script.Roles.Single();
        Assert.That((role.Name, role.MemberOf.Single()), Is.EqualTo(("app \"x\"", "team")));
        Assert.That($"{role.MembershipIn("team")}", Is.EqualTo("ADMIN FALSE, INHERIT FALSE, SET TRUE"));
        Assert.That(role.Attributes, Does.Contain("LOGIN NOBYPASSRLS CONNECTION LIMIT 9").And.Contain("VALID UNTIL '2030-01-01'"));
        Assert.That(script.Settings, Is.EqualTo(new[] { ("anon", "statement_timeout", "'3s'"), ("app \"x\"", "search_path", @"E'\\$user', 'public'") }));
        Assert.That(script.ToString() + role, Does.Not.Contain("s3cr3t"));
    }

    [TestCase("DROP ROLE \"x\" /* s3cr3t */;")]
    [TestCase("CREATE ROLE \"x\"; DROP DATABASE y;")]
    [TestCase("ALTER ROLE \"x\" SET \"y\" TO 'a'; SELECT 's3cr3t';")]
    [TestCase("ALTER ROLE \"x\" SET \"y\" TO '\\'; SELECT 's3cr3t';")]
    [TestCase("ALTER ROLE \"x\" SET \"y\" TO E'\\\\'; SELECT 's3cr3t';")]
    [TestCase("\\! touch /tmp/x")]
    public async Task A_statement_that_the_cli_does_not_write_ends_the_reading_of_roles_and_is_not_quoted(string statement)
    {
        var path = await WriteAsync("r", Roles.Replace("CREATE ROLE", statement + "\nCREATE ROLE", StringComparison.Ordinal));

        var error = Assert.ThrowsAsync<BackupUnreadableException>(() => SupabaseRoleScript.ReadAsync(new SupabaseScript(SupabaseScriptKind.Roles, path), "b", default));

        Assert.That(error!.Code, Is.EqualTo("DR1372"));
        Assert.That(error.Message, Does.Contain("Line 5 ").And.Not.Contain("s3cr3t"));
    }

    [Test]
    public async Task Tables_columns_rows_and_sequences_of_data_are_counted()
    {
        var script = await SupabaseDataScript.ReadAsync(new SupabaseScript(SupabaseScriptKind.Data, await WriteAsync("d", Data)), default);

        Assert.That(script.Tables.Select(table => (table.Schema, table.Name, table.Rows)), Is.EqualTo(new[] { ("auth", "users", (long?)2), ("public", "t", 0) }));
        Assert.That(script.Tables[0].Columns, Is.EqualTo(new[] { "id", "em\"ail" }));
        Assert.That((script.Sequences.Single(), script.ServerMajor, script.EndsWhole), Is.EqualTo((("public", "t_id_seq"), (int?)17, true)));
    }

    [TestCase("data", "DR1374")]
    [TestCase("rows", "DR1374")]
    [TestCase("schema", "DR1374")]
    [TestCase("roles", "DR1371")]
    [TestCase("no schema", "DR1373")]
    [TestCase("twice", "DR1375")]
    public async Task What_is_cut_short_missing_or_there_twice_is_said_before_anything_is_restored(string damage, string code)
    {
        var text = damage switch { "data" => Data.Replace("RESET ALL;\n", "", StringComparison.Ordinal), "rows" => Data[..Data.IndexOf("\n\\.", StringComparison.Ordinal)], _ => Data };
        await WriteAsync("d", text);
        await WriteAsync("r", damage == "roles" ? Roles.Replace("RESET ALL;", "", StringComparison.Ordinal) : Roles);
        if (damage != "no schema")
        {
            await WriteAsync("s", damage == "schema" ? Schema.TrimEnd('\n', ';') : Schema);
        }

        if (damage == "twice")
        {
            await WriteAsync("d2", Data);
        }

        var error = Assert.ThrowsAsync<BackupUnreadableException>(() => SupabaseContents.ReadAsync(_folder.FullName, null, "b", default));

        Assert.That(error!.Code, Is.EqualTo(code));
    }

    [TestCase("auth", "users", new[] { "id", "new_one" }, "\"id\" uuid PRIMARY KEY|\"new_one\" text")]
    [TestCase("storage", "prefixes", new[] { "bucket_id", "name" }, "\"bucket_id\" text|\"name\" text|\"level\" integer GENERATED ALWAYS AS (cardinality(string_to_array(name, '/'))) STORED")]
    [TestCase("storage", "prefixes", new[] { "level" }, "\"level\" integer")]
    [TestCase("pgmq", "q_mails", new[] { "msg_id" }, "\"msg_id\" text")]
    public void A_platforms_table_gets_the_columns_that_are_filled_and_the_generated_ones_over_them(
        string schema, string table, string[] filled, string definitions) => Assert.That(
            string.Join('|', SupabaseColumns.Of(schema, table, filled).Select(column => column.Definition)), Is.EqualTo(definitions));

    [TestCase("table", "auth.users", "auth")]
    [TestCase("policy", "\"Odd. Schema\".t.\"a b\"", "Odd. Schema")]
    [TestCase("grant", "routine public.f(extensions.citext)", "public")]
    [TestCase("owner", "schema graphql", "graphql")]
    [TestCase("owner", "publication supabase_realtime", null)]
    [TestCase("comment", "table constraint c on public.t", "public")]
    [TestCase("comment", "extension pgcrypto", null)]
    [TestCase("default privileges", "of postgres in schema \"Private Part\" on tables", "Private Part")]
    [TestCase("default privileges", "of postgres on tables", null)]
    [TestCase("publication", "supabase_realtime table public.t", null)]
    public void The_schema_of_an_object_is_told_from_its_identity(string kind, string identity, string? schema) =>
        Assert.That(ObjectSchema.Of(new ManifestObject(kind, identity, "")), Is.EqualTo(schema));

    private async Task<string> WriteAsync(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        await File.WriteAllTextAsync(path, text);
        return path;
    }
}
