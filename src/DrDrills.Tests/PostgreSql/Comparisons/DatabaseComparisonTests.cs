using DrDrills.PostgreSql.Comparisons;
using DrDrills.PostgreSql.Comparisons.Rows;
using DrDrills.Testing;
using DrDrills.Tests.PostgreSql.Verifications;
using Npgsql;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Comparisons;

/// <summary>Shared cluster; each test makes two databases and drops them.</summary>
public sealed class DatabaseComparisonTests
{
    private const string Canary = "c4n4ry-0f-gr34t-v4lu3";

    // A hundred letters, two hundred of .NET's characters.
    private static readonly string Smiles = string.Concat(Enumerable.Repeat("😀", 100));

    [Test]
    public async Task A_database_and_its_restored_dump_are_equal_and_a_damage_is_found()
    {
        var restored = await NastyDatabase.RestoredAsync();
        var cluster = await ScratchCluster.SharedAsync();
        await using var source = cluster.Server.Connect(restored.Database[..^"_restored".Length]);
        await using var copy = await NastyDatabase.CopyAsync();
        await using var damaged = await NastyDatabase.CopyAsync(
            "DROP PUBLICATION puball; SET session_replication_role = replica; UPDATE app.t SET \"T\" = '' WHERE t = 3; SELECT setval('app.t_t_seq', 9)");

        var equal = await DatabaseComparison.RunAsync(
            new ComparedSource("a", source), new ComparedSource("b", copy.Database) { IsRestoredDump = true }, new ComparisonOptions(), null, CancellationToken.None);
        var different = await ComparedDatabases.CompareAsync(copy.Database, damaged.Database);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(equal.Outcome, Is.EqualTo(ComparisonOutcome.Equal), ComparisonJson.Format(equal));
            Assert.That(equal.Tables, Has.Count.EqualTo(restored.Manifest.Tables.Count));
            var table = different.Tables.Single(found => found.Outcome != TableOutcome.Equal);
            Assert.That((table.Name, table.Changed, table.Rows.Single().Key.Single()), Is.EqualTo(("t", 1, "3")));
            Assert.That(different.Sequences.Select(found => (found.Name, found.A, found.B)), Is.EqualTo(new[] { ("t_t_seq", "500", "9") }));
            Assert.That(different.Objects.Select(found => found.Kind), Is.Not.Empty.And.All.EqualTo(DifferenceKind.Missing));
        }
    }

    [TestCase("COMMENT ON TABLE t IS 'x ON TRUE y'", "COMMENT ON TABLE t IS 'x ON (true) y'", "comment")]
    [TestCase("COMMENT ON TABLE t IS '(a AND b) AND c'", "COMMENT ON TABLE t IS 'a AND b AND c'", "comment")]
    [TestCase("COMMENT ON TABLE t IS 'NULL::integer AS int4'", "COMMENT ON TABLE t IS 'NULL::integer'", "comment")]
    [TestCase("CREATE TYPE l AS ENUM ('q ON TRUE x')", "ALTER TYPE l RENAME VALUE 'q ON TRUE x' TO 'q ON (true) x'", "type")]
    public async Task The_users_own_words_are_compared_letter_by_letter(string both, string change, string objectClass)
    {
        await using var databases = await ComparedDatabases.FilledAsync("CREATE TABLE t (a int);" + both, change);

        var comparison = await databases.CompareAsync();

        Assert.That(comparison.Objects.Select(found => (found.Kind, found.Class)), Is.EqualTo(new[] { (DifferenceKind.Changed, objectClass) }));
    }

    [Test]
    public async Task A_materialised_view_that_differs_is_said_to_be_one()
    {
        await using var databases = await ComparedDatabases.FilledAsync(
            "CREATE TABLE t (id int PRIMARY KEY); INSERT INTO t VALUES (1), (2); CREATE MATERIALIZED VIEW m AS SELECT id FROM t WHERE now() > '2026-01-01'; DELETE FROM t WHERE id = 2",
            "REFRESH MATERIALIZED VIEW m");

        var comparison = await databases.CompareAsync();

        Assert.That(comparison.Tables.Where(table => table.Outcome == TableOutcome.Different).Select(table => table.Name), Is.EqualTo(new[] { "m" }));
        Assert.That(comparison.Notes, Has.Some.Contains("Table public.m is a materialised view"));
    }

    [TestCase("UNLOGGED", "TRUNCATE t", new[] { "Table public.t is unlogged: a copy of a server's files brings it back empty by design." })]
    [TestCase("UNLOGGED", "DELETE FROM t WHERE id = 1", new string[0])]
    [TestCase("", "TRUNCATE t", new string[0])]
    public async Task An_empty_table_that_is_unlogged_is_different_and_said_to_be_unlogged(string kind, string change, string[] notes)
    {
        await using var databases = await ComparedDatabases.FilledAsync(
            $"CREATE {kind} TABLE t (id int PRIMARY KEY); INSERT INTO t VALUES (1), (2)", change);

        var comparison = await databases.CompareAsync();

        Assert.That(comparison.Tables.Single().Outcome, Is.EqualTo(TableOutcome.Different));
        Assert.That(comparison.Notes, Is.EqualTo(notes));
    }

    [Test]
    public async Task Ten_rows_of_two_hundred_thousand_are_named_exactly()
    {
        await using var databases = await ComparedDatabases.FilledAsync(
            "CREATE TABLE t (id int PRIMARY KEY, v text); INSERT INTO t SELECT g, repeat('x', 80) FROM generate_series(1, 200000) g",
            "DELETE FROM t WHERE id IN (1, 77777, 200000); INSERT INTO t VALUES (0, 'y'), (200001, 'y'); "
            + "UPDATE t SET v = 'z' WHERE id IN (2, 99, 100000, 150000, 199999)");

        var table = (await databases.CompareAsync()).Tables.Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((table.Missing, table.Extra, table.Changed), Is.EqualTo((3, 2, 5)));
            Assert.That(table.Rows.Select(row => $"{row.Kind} {row.Key.Single()}"), Is.EqualTo(new[]
            {
                "Extra 0", "Missing 1", "Changed 2", "Changed 99", "Missing 77777", "Changed 100000", "Changed 150000", "Changed 199999",
                "Missing 200000", "Extra 200001",
            }));
            Assert.That(table.RangesInAll, Is.EqualTo(5));
            Assert.That(string.Join("–", [.. table.Ranges[0].From, .. table.Ranges[0].To]), Is.EqualTo("0–99"));
        }
    }

    [Test]
    public async Task The_greatest_keys_that_there_are_are_compared()
    {
        await using var databases = await ComparedDatabases.FilledAsync(
            "CREATE TABLE t (id bigint PRIMARY KEY, v text) WITH (autovacuum_enabled = false); INSERT INTO t SELECT g, repeat('x', 200) FROM generate_series(1, 10000) g; "
            + "DELETE FROM t; INSERT INTO t VALUES (9223372036854775806, 'y'), (9223372036854775807, 'y')",
            "UPDATE t SET v = 'z' WHERE id = 9223372036854775807");

        var table = (await databases.CompareAsync()).Tables.Single();

        Assert.That((table.Missing, table.Extra, table.Changed), Is.EqualTo((0, 0, 1)));
        Assert.That(table.Rows.Single().Key.Single(), Is.EqualTo("9223372036854775807"));
    }

    [TestCase("id int PRIMARY KEY, v text")]
    [TestCase("id text COLLATE \"C\" PRIMARY KEY, v text")]
    [TestCase("id numeric PRIMARY KEY, v text")]
    [TestCase("id int, v text, PRIMARY KEY (v, id)")]
    [TestCase("id int, v text")]
    public async Task Of_a_copy_every_row_that_differs_is_found_whatever_its_key(string columns)
    {
        await using var databases = await ComparedDatabases.FilledAsync(
            $"CREATE TABLE t ({columns}); INSERT INTO t SELECT g, repeat('x', 80) || g FROM generate_series(1000, 9999) g",
            "DELETE FROM t WHERE id::int = 1007; INSERT INTO t VALUES (10001, 'new'); UPDATE t SET v = v WHERE id::int = 3000; UPDATE t SET id = 20000 WHERE id::int = 4000");

        var table = (await databases.CompareAsync(new ComparisonOptions { Parallelism = 2, BlocksPerRun = 2 })).Tables.Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((table.Outcome, table.RowsInA, table.RowsInB), Is.EqualTo((TableOutcome.Different, 9000, 9000)));
            Assert.That((table.Missing, table.Extra, table.Changed, table.AtLeast), Is.EqualTo((2, 2, 0, false)));
        }
    }

    [Test]
    public async Task Rows_that_are_stored_in_another_order_are_the_same_and_one_that_is_not_is_found([Values] bool changed)
    {
        await using var databases = await ComparedDatabases.FilledAsync(
            "CREATE TABLE t (id int PRIMARY KEY, v text); INSERT INTO t SELECT g, repeat('x', 80) FROM generate_series(1, 9000) g",
            "CREATE TABLE u AS SELECT * FROM t ORDER BY id DESC; TRUNCATE t; INSERT INTO t SELECT * FROM u; DROP TABLE u"
            + (changed ? "; UPDATE t SET v = 'y' WHERE id = 77" : ""));

        var table = (await databases.CompareAsync(new ComparisonOptions { Parallelism = 2, BlocksPerRun = 1 })).Tables.Single();

        Assert.That((table.Missing, table.Extra, table.Changed, table.RowsInB), Is.EqualTo((0, 0, changed ? 1 : 0, 9000)));
    }

    [Test]
    public async Task Where_everything_differs_all_is_counted_and_little_named([Values("C", "default")] string collation)
    {
        await using var databases = await ComparedDatabases.FilledAsync(
            $"CREATE TABLE t (id text COLLATE \"{collation}\" PRIMARY KEY, v int); INSERT INTO t SELECT 'k' || g, 1 FROM generate_series(1, 30000) g",
            "UPDATE t SET v = 2");

        var table = (await databases.CompareAsync(new ComparisonOptions { Parallelism = 2, Most = 3, BlocksPerRange = 4, MostKept = 20000 })).Tables.Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((table.Missing, table.Extra, table.Changed, table.AtLeast), Is.EqualTo((0, 0, 30000, false)));
            Assert.That(table.Rows, Has.Count.EqualTo(3));
            Assert.That(table.Ranges, Has.Count.LessThanOrEqualTo(1));
        }
    }

    [Test]
    public async Task Of_a_table_too_large_to_be_looked_at_again_the_counts_are_lower_bounds()
    {
        await using var databases = await ComparedDatabases.FilledAsync(
            "CREATE TABLE t (id numeric PRIMARY KEY, v int); INSERT INTO t SELECT g, 1 FROM generate_series(1, 5000) g", "UPDATE t SET v = 2");

        var table = (await databases.CompareAsync(new ComparisonOptions { MostKept = 500 })).Tables.Single();

        Assert.That(table.AtLeast, Is.True);
        Assert.That(table.Changed, Is.InRange(1000, 4999));
    }

    [Test]
    public async Task Rows_that_stand_twice_without_a_key_are_counted_twice()
    {
        await using var databases = await ComparedDatabases.FilledAsync(
            "CREATE TABLE t (v text); INSERT INTO t SELECT 'same' FROM generate_series(1, 5000); INSERT INTO t VALUES (NULL), ('')",
            "DELETE FROM t WHERE v IS NULL; INSERT INTO t VALUES (''), ('same'), ('same')");

        var table = (await databases.CompareAsync()).Tables.Single();

        Assert.That((table.Missing, table.Extra, table.Changed), Is.EqualTo((1, 3, 0)));
    }

    [Test]
    public async Task Tables_and_columns_that_only_one_side_has_are_named()
    {
        await using var databases = await ComparedDatabases.FilledAsync(
            "CREATE TABLE gone (a int); INSERT INTO gone VALUES (1), (2); CREATE TABLE t (id int PRIMARY KEY, a varchar(10), b int, c int); "
            + "INSERT INTO t SELECT g, 'a', 1, 1 FROM generate_series(1, 9) g; CREATE TABLE bare (); INSERT INTO bare DEFAULT VALUES",
            "DROP TABLE gone; CREATE TABLE new (); ALTER TABLE t DROP b, ALTER a TYPE text, ALTER c TYPE bigint, ADD d date; UPDATE t SET a = 'b' WHERE id = 4; "
            + "INSERT INTO bare DEFAULT VALUES");

        var comparison = await databases.CompareAsync();
        var table = comparison.Tables.Single(found => found.Name == "t");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(comparison.Tables.Select(found => $"{found.Name} {found.Outcome} {found.RowsInA} {found.RowsInB}"), Is.EqualTo(new[]
            {
                "bare Different 1 2", "gone Missing 2 ", "new Extra  0", "t Different 9 9",
            }));
            Assert.That(table.Columns, Is.EqualTo(new[]
            {
                new ColumnDifference("a", "character varying(10)", "text", true), new ColumnDifference("b", "integer", null, false),
                new ColumnDifference("c", "integer", "bigint", false), new ColumnDifference("d", null, "date", false),
            }));
            Assert.That((table.Changed, table.Rows.Single().Key.Single()), Is.EqualTo((1, "4")));
            Assert.That(comparison.Objects.Select(found => $"{found.Kind} {found.Class} {found.Identity}"), Does.Contain("Missing table public.gone"));
        }
    }

    [Test]
    public async Task Values_are_shown_only_when_asked_for([Values] bool shown)
    {
        await using var databases = await ComparedDatabases.FilledAsync(
            $"CREATE TABLE t (id int PRIMARY KEY, v text, w int); INSERT INTO t VALUES (1, '{Canary}', 5), (2, 'b', 6); "
            + $"CREATE TABLE u (id numeric PRIMARY KEY, v text); INSERT INTO u VALUES (1.50, 'a \"b\\'); CREATE TABLE n (v text); INSERT INTO n VALUES ('{Canary}')",
            $"UPDATE t SET v = 'seen (1, \"x\") {Smiles}' WHERE id = 1; DELETE FROM t WHERE id = 2; UPDATE u SET v = NULL; UPDATE n SET v = 'other'");

        var comparison = await databases.CompareAsync(new ComparisonOptions { ShowValues = shown });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(ComparisonJson.Format(comparison), shown ? Does.Contain(Canary) : Does.Not.Contain(Canary));
            Assert.That(
                comparison.Tables.SelectMany(table => table.Rows).SelectMany(row => row.Values ?? []),
                Is.EquivalentTo(!shown ? [] : new[]
                {
                    new ValueDifference("v", Canary, null), new ValueDifference("v", null, "other"),
                    new ValueDifference("v", Canary, $"seen (1, \"x\") {Smiles}"), new ValueDifference("v", "b", null), new ValueDifference("w", "6", null),
                    new ValueDifference("v", "a \"b\\", null),
                }));
        }
    }

    [Test]
    public async Task Databases_of_different_encodings_are_compared_by_their_characters()
    {
        var cluster = await ScratchCluster.SharedAsync();
        const string Rows = "CREATE TABLE t (id text COLLATE \"C\" PRIMARY KEY, v text, w text); "
            + "INSERT INTO t VALUES (U&'\\00E9', U&'\\00FC', U&'\\00E9'), ('e', 'u', 'e');";
        await using var databases = await ComparedDatabases.FilledAsync(Rows);
        await using (var create = cluster.Superuser.CreateCommand(
            "CREATE DATABASE compared_latin TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'"))
        {
            await create.ExecuteNonQueryAsync();
        }

        await using var latin = cluster.Server.Connect("compared_latin");
        await NastyDatabase.ExecuteAsync(latin, Rows);

        var equal = await ComparedDatabases.CompareAsync(databases.A, latin);
        await NastyDatabase.ExecuteAsync(latin, "UPDATE t SET v = 'u' WHERE id = U&'\\00E9'");
        var different = await ComparedDatabases.CompareAsync(databases.A, latin, new ComparisonOptions { Parallelism = 2, ShowValues = true });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(equal.Tables.Single().Outcome, Is.EqualTo(TableOutcome.Equal));
            Assert.That(equal.Notes, Has.Some.Contains("UTF-8"));
            var row = different.Tables.Single().Rows.Single();
            Assert.That(row.Key, Is.EqualTo(new[] { "é" }));
            Assert.That(row.Values, Is.EqualTo(new[] { new ValueDifference("v", "ü", "u") }), "the other column holds the same text");
        }
    }

    [Test]
    public async Task Of_a_database_that_does_not_say_what_bytes_mean_rows_are_compared_as_stored_and_no_value_is_shown()
    {
        var cluster = await ScratchCluster.SharedAsync();
        const string Rows = "CREATE TABLE t (id int PRIMARY KEY, v text); INSERT INTO t VALUES (1, 'a'), (2, 'b');";
        await using var databases = await ComparedDatabases.FilledAsync(Rows);
        await using (var create = cluster.Superuser.CreateCommand(
            "CREATE DATABASE compared_ascii TEMPLATE template0 ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'"))
        {
            await create.ExecuteNonQueryAsync();
        }

        await using var ascii = cluster.Server.Connect("compared_ascii");
        await NastyDatabase.ExecuteAsync(ascii, Rows + "UPDATE t SET v = E'\\xe9' WHERE id = 2");

        var comparison = await ComparedDatabases.CompareAsync(databases.A, ascii, new ComparisonOptions { Parallelism = 2, ShowValues = true });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(comparison.Tables.Single().Rows.Select(row => (row.Kind, row.Key.Single(), row.Values)), Is.EqualTo(new[]
            {
                (DifferenceKind.Changed, "2", (IReadOnlyList<ValueDifference>?)null),
            }));
            Assert.That(comparison.Notes, Has.Some.StartsWith("Values are not shown").And.Some.Contains("as it is stored"));
        }
    }

    [Test]
    public async Task One_database_named_twice_is_said_to_be_one()
    {
        await using var databases = await ComparedDatabases.FilledAsync("CREATE TABLE t (a int)");

        var same = await ComparedDatabases.CompareAsync(databases.A, databases.A);
        var other = await databases.CompareAsync();

        Assert.That((same.SameDatabase, same.Tables.Count, other.SameDatabase, other.Outcome), Is.EqualTo((true, 0, false, ComparisonOutcome.Equal)));
    }

    [Test]
    public async Task Cancelling_ends_both_sides_at_once()
    {
        await using var databases = await ComparedDatabases.FilledAsync("CREATE TABLE t (a int)");
        await using var holder = await databases.B.OpenConnectionAsync();
        await using var transaction = await holder.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand("LOCK TABLE t IN ACCESS EXCLUSIVE MODE", holder, transaction);
        await hold.ExecuteNonQueryAsync();
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));

        var comparing = DatabaseComparison.RunAsync(
            new ComparedSource("a", databases.A), new ComparedSource("b", databases.B), new ComparisonOptions(), null, stop.Token);

        Assert.That(() => comparing.WaitAsync(TimeSpan.FromSeconds(30)), Throws.InstanceOf<OperationCanceledException>());
    }

    [TestCase(4, "Host=/run/a", "Host=localhost;Port=5433", 2)]
    [TestCase(4, "Host=db.example", "Host=db.example;Port=6432;Database=b", 2)]
    [TestCase(4, "Host=/run/a", "Host=db.example", 4)]
    [TestCase(4, "Host=a.example", "Host=b.example", 4)]
    [TestCase(3, "Host=::1", "Host=127.0.0.1", 2)]
    [TestCase(1, "Host=/run/a", "Host=/run/b", 1)]
    public void Two_sides_on_one_machine_share_the_connections(int connections, string a, string b, int each) =>
        Assert.That(
            DatabaseComparison.PerSide(connections, ComparedDatabase.MachineOf(a) == ComparedDatabase.MachineOf(b)), Is.EqualTo(each));
}
