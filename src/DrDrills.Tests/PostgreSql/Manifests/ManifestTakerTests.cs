using System.Globalization;
using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.PostgreSql.Digests;
using DrDrills.PostgreSql.Manifests;
using DrDrills.Testing;
using DrDrills.Tests.PostgreSql.Verifications;
using Npgsql;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Manifests;

/// <summary>Shared cluster; each test makes its own database.</summary>
public sealed class ManifestTakerTests
{
    private static readonly ManifestOptions Options = new() { BackupId = "test", Parallelism = 2 };

    [Test]
    public async Task Everything_comes_from_the_given_snapshot()
    {
        await using var database = await DatabaseAsync("CREATE TABLE t (a int); INSERT INTO t VALUES (1)");
        await using var session = await PinnedSession.OpenAsync(database, null, CancellationToken.None);
        var snapshot = await session.ExportSnapshotAsync(CancellationToken.None);
        await NastyDatabase.ExecuteAsync(database, "INSERT INTO t VALUES (2); CREATE TABLE later ()");

        var manifest = await ManifestTaker.TakeAsync(database, Options with { SnapshotId = snapshot }, null, CancellationToken.None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(manifest.Tables.Select(table => (table.Name, table.Rows)), Is.EqualTo(new[] { ("t", 1L) }));
            Assert.That(manifest.Objects.Where(o => o.Identity == "public.later"), Is.Empty);
        }
    }

    [TestCase("TRUNCATE t")]
    [TestCase("REFRESH MATERIALIZED VIEW m")]
    public async Task Tables_that_are_emptied_or_written_anew_after_the_snapshot_are_refused_by_name(string meanwhile)
    {
        await using var database = await DatabaseAsync(
            "CREATE TABLE t (a int); INSERT INTO t VALUES (1); CREATE MATERIALIZED VIEW m AS SELECT now() AS at; CREATE TABLE gone (a int)");
        await using var session = await PinnedSession.OpenAsync(database, null, CancellationToken.None);
        var snapshot = await session.ExportSnapshotAsync(CancellationToken.None);
        await NastyDatabase.ExecuteAsync(database, meanwhile);

        Assert.That(
            () => ManifestTaker.TakeAsync(database, Options with { SnapshotId = snapshot }, null, CancellationToken.None),
            Throws.TypeOf<CaptureFailedException>().With.Property("Code").EqualTo("DR1514")
                .And.Message.Contains($"'public.{meanwhile.Split(' ')[^1]}'").And.Message.Not.Contains("gone"));
    }

    [Test]
    public async Task Of_many_rewritten_tables_five_are_named_and_all_counted()
    {
        await using var database = await DatabaseAsync(string.Join(' ', Enumerable.Range(1, 7).Select(number => $"CREATE TABLE t{number} (a int);")));
        await using var session = await PinnedSession.OpenAsync(database, null, CancellationToken.None);
        var snapshot = await session.ExportSnapshotAsync(CancellationToken.None);
        await NastyDatabase.ExecuteAsync(database, "TRUNCATE t1, t2, t3, t4, t5, t6, t7");

        Assert.That(
            () => ManifestTaker.TakeAsync(database, Options with { SnapshotId = snapshot }, null, CancellationToken.None),
            Throws.TypeOf<CaptureFailedException>().With.Message.Contains("'public.t5' and 2 more tables meanwhile").And.Message.Not.Contains("t6"));
    }

    [Test]
    public async Task A_snapshot_that_nobody_holds_is_refused()
    {
        await using var database = await DatabaseAsync("CREATE TABLE t (a int)");

        Assert.That(
            () => ManifestTaker.TakeAsync(database, Options with { SnapshotId = "00000003-0000FFFF-1" }, null, CancellationToken.None),
            Throws.TypeOf<CaptureFailedException>().With.Property("Code").EqualTo("DR1511"));
        Assert.That(
            () => ManifestTaker.TakeAsync(database, Options with { SnapshotId = "'; DROP TABLE t" }, null, CancellationToken.None),
            Throws.ArgumentException);
    }

    [Test]
    public async Task An_index_whose_function_is_found_by_the_applications_search_path_alone_is_said_to_be_one()
    {
        await using var database = await DatabaseAsync(
            "CREATE EXTENSION cube; CREATE EXTENSION earthdistance; CREATE TABLE t (la float8, lo float8); CREATE INDEX ON t USING gist (ll_to_earth(la, lo))");

        Assert.That(
            () => ManifestTaker.TakeAsync(database, Options, null, CancellationToken.None),
            Throws.TypeOf<CaptureFailedException>().With.Property("Code").EqualTo("DR1511").And.Property("Hint").Contains("SET search_path"));
    }

    [Test]
    public async Task Settings_of_the_database_change_nothing()
    {
        await using var database = await DatabaseAsync("""
            CREATE TABLE t AS SELECT now()::timestamptz(0) AS a, interval '1 mon 2 days' AS b, 0.1::float8 AS c, '\x01'::bytea AS d, 1.5::money AS e;
            CREATE VIEW v AS SELECT * FROM t;
            """);
        var before = await ManifestTaker.TakeAsync(database, Options, null, CancellationToken.None);
        var name = before.Source.Database;
        await NastyDatabase.ExecuteAsync(database, string.Join(';', new[]
        {
            "datestyle = 'German, DMY'", "intervalstyle = 'iso_8601'", "timezone = 'Asia/Kolkata'", "extra_float_digits = -5",
            "bytea_output = 'escape'", "search_path = 'public', pg_catalog", "quote_all_identifiers = on", "statement_timeout = '1ms'",
        }.Select(setting => $"ALTER DATABASE {name} SET {setting}")));
        database.Clear();

        var after = await ManifestTaker.TakeAsync(database, Options, null, CancellationToken.None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(after.Tables, Is.EqualTo(before.Tables));
            Assert.That(after.Objects.Where(o => o.Class != "database"), Is.EqualTo(before.Objects.Where(o => o.Class != "database")));
        }
    }

    [Test]
    public async Task A_policy_that_hides_rows_fails_the_capture_instead_of_shrinking_it()
    {
        var cluster = await ScratchCluster.SharedAsync();
        await using var database = await DatabaseAsync("""
            DO $$ BEGIN CREATE ROLE manifest_reader LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
            CREATE TABLE t (a int); INSERT INTO t VALUES (1);
            ALTER TABLE t OWNER TO manifest_reader; ALTER TABLE t ENABLE ROW LEVEL SECURITY; ALTER TABLE t FORCE ROW LEVEL SECURITY;
            """);
        var name = await NameAsync(database);
        await using var reader = cluster.Server.ConnectAs(name, "manifest_reader");
        Assume.That(reader, Is.Not.Null);

        Assert.That(
            () => ManifestTaker.TakeAsync(reader!, Options, null, CancellationToken.None),
            Throws.TypeOf<CaptureFailedException>().With.Message.Contains("row-level security"));
    }

    [Test]
    public async Task Temporary_foreign_partitioned_and_unpopulated_relations_hold_no_rows_of_their_own()
    {
        await using var database = await DatabaseAsync("""
            CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w; CREATE FOREIGN TABLE f (a int) SERVER s;
            CREATE TABLE p (a int) PARTITION BY RANGE (a); CREATE TABLE p1 PARTITION OF p DEFAULT; INSERT INTO p VALUES (1), (2);
            CREATE MATERIALIZED VIEW m AS SELECT 1 AS one WITH NO DATA; CREATE MATERIALIZED VIEW n AS SELECT 1 AS one;
            CREATE UNLOGGED TABLE u AS SELECT 1 AS one; CREATE TABLE i (); CREATE TABLE j (a int) INHERITS (i);
            """);

        var manifest = await ManifestTaker.TakeAsync(database, Options, null, CancellationToken.None);

        Assert.That(
            manifest.Tables.Select(table => $"{table.Name} {table.Rows}"),
            Is.EqualTo(new[] { "i 0", "j 0", "n 1", "p1 2", "u 1" }));
    }

    [Test]
    public async Task A_table_cut_into_runs_of_blocks_has_the_digest_of_the_whole()
    {
        await using var database = await DatabaseAsync("CREATE TABLE t AS SELECT g AS drdrills_t, repeat('x', 500) AS t FROM generate_series(1, 3000) g");

        var whole = await DatabaseDigest.ReadAsync(database, TableDigests.Default, null, 2, null, CancellationToken.None);
        var cut = await DatabaseDigest.ReadAsync(database, TableDigests.Default, null, 3, null, CancellationToken.None, blocksPerShare: 7);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(whole.Single().Part.Rows, Is.EqualTo(3000));
            Assert.That(cut.Single().Part, Is.EqualTo(whole.Single().Part));
        }
    }

    [Test]
    public async Task The_digest_of_an_empty_table_is_not_empty_and_its_sums_are_128_bits_wide()
    {
        await using var database = await DatabaseAsync("CREATE TABLE t (a int)");

        var manifest = await ManifestTaker.TakeAsync(database, Options, null, CancellationToken.None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(manifest.Tables.Single().Digest, Is.EqualTo(new string('0', 64)));
            Assert.That(manifest.LargeObjects.Digest, Is.EqualTo(new string('0', 64)));
            Assert.That(new DigestPart(1, -1, 1).ToHex(), Is.EqualTo(new string('f', 32) + "1".PadLeft(32, '0')));
        }
    }

    [Test]
    public async Task Sequences_that_moved_during_the_backup_are_noted()
    {
        await using var database = await DatabaseAsync("CREATE SEQUENCE still; CREATE SEQUENCE moving; SELECT nextval('moving')");
        var taken = await ManifestTaker.TakeAsync(database, Options, null, CancellationToken.None);
        await NastyDatabase.ExecuteAsync(database, "SELECT setval('moving', 9)");

        var settled = await ManifestTaker.SettleSequencesAsync(database, taken, CancellationToken.None);

        Assert.That(settled.Sequences.Select(s => (s.Name, s.LastValue, s.MovedTo)), Is.EqualTo(new (string, long, long?)[]
        {
            ("moving", 1, 9), ("still", 1, null),
        }));
    }

    [Test]
    public async Task A_manifest_survives_its_file()
    {
        var restored = await NastyDatabase.RestoredAsync();
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture) + ".json");

        await ManifestJson.WriteAsync(restored.Manifest, path, CancellationToken.None);
        var read = await ManifestJson.ReadAsync(path, CancellationToken.None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(read.Tables, Is.EqualTo(restored.Manifest.Tables));
            Assert.That(read.Objects, Is.EqualTo(restored.Manifest.Objects));
            Assert.That(await File.ReadAllTextAsync(path), Does.Not.Contain("secret"));
        }
    }

    private static async Task<NpgsqlDataSource> DatabaseAsync(string sql)
    {
        var cluster = await ScratchCluster.SharedAsync();
        var database = await cluster.CreateDatabaseAsync("manifest", CancellationToken.None);
        await NastyDatabase.ExecuteAsync(database, sql);
        return database;
    }

    private static async Task<string> NameAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand("SELECT current_database()::text");
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
