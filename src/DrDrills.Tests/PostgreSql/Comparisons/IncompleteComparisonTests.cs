using DrDrills.Errors;
using DrDrills.PostgreSql.Comparisons;
using DrDrills.PostgreSql.Digests;
using DrDrills.Testing;
using DrDrills.Tests.PostgreSql.Verifications;
using Npgsql;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Comparisons;

/// <summary>What is damaged, locked, forbidden or rewritten meanwhile; each test makes two databases of the shared cluster and drops them.</summary>
public sealed class IncompleteComparisonTests
{
    [Test]
    public async Task An_index_that_misses_a_row_is_a_finding_and_the_rows_are_compared_all_the_same(
        [Values(1, 32)] int blocksPerRun, [Values(1, 128)] int blocksPerRange, [Values(-7, 5000)] int key)
    {
        await using var databases = await ComparedDatabases.FilledAsync(
            "CREATE TABLE t (id int PRIMARY KEY, v int); INSERT INTO t SELECT g, g FROM generate_series(1, 3000) g",
            DamagedStorageSql.HideRowFrom("t_pkey", $"INSERT INTO t VALUES ({key}, 5000)"));

        var table = (await databases.CompareAsync(
            new ComparisonOptions { Parallelism = 2, BlocksPerRun = blocksPerRun, BlocksPerRange = blocksPerRange })).Tables.Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((table.Outcome, table.Missing, table.Extra, table.Changed), Is.EqualTo((TableOutcome.Damaged, 0, 1, 0)));
            Assert.That(table.Note, Does.StartWith("in B").And.Contains("index"));
            Assert.That(table.Rows.Single().Key, Is.EqualTo(new[] { $"{key}" }));
        }
    }

    [Test]
    public async Task A_damaged_table_is_a_finding_and_the_others_are_compared()
    {
        await using var databases = await ComparedDatabases.FilledAsync(
            "CREATE TABLE broken AS SELECT g FROM generate_series(1, 100) g; CREATE TABLE sound (id int PRIMARY KEY); INSERT INTO sound VALUES (1)",
            "INSERT INTO sound VALUES (2)");
        await using var unread = await databases.CopyOfBAsync();
        await NastyDatabase.ExecuteAsync(unread, DamagedStorageSql.BreakFirstPage("broken"));

        var comparison = await ComparedDatabases.CompareAsync(databases.A, unread);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(comparison.Outcome, Is.EqualTo(ComparisonOutcome.Different));
            Assert.That(comparison.Tables.Select(table => (table.Name, table.Outcome, table.Extra)), Is.EqualTo(new (string, TableOutcome, long?)[]
            {
                ("broken", TableOutcome.Damaged, null), ("sound", TableOutcome.Different, 1),
            }));
            Assert.That(comparison.Tables[0].Note, Does.StartWith("in B: error XX"));
        }
    }

    [Test]
    public async Task A_table_that_the_role_may_not_read_is_not_called_equal()
    {
        var cluster = await ScratchCluster.SharedAsync();
        await using var databases = await ComparedDatabases.FilledAsync(
            "CREATE TABLE open (a int); CREATE TABLE closed (a int); "
            + "DO $$ BEGIN CREATE ROLE compare_reader LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$; GRANT SELECT ON open TO compare_reader");
        await using var reader = cluster.Server.ConnectAs(new NpgsqlConnectionStringBuilder(databases.B.ConnectionString).Database!, "compare_reader");

        var comparison = await ComparedDatabases.CompareAsync(databases.A, reader!);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(comparison.Outcome, Is.EqualTo(ComparisonOutcome.Incomplete));
            Assert.That(comparison.Tables.Select(table => table.Outcome), Is.EqualTo(new[] { TableOutcome.NotCompared, TableOutcome.Equal }));
            Assert.That(comparison.Tables[0].Note, Does.StartWith("in B: error 42501"));
        }
    }

    [Test]
    public async Task A_value_that_cannot_be_written_keeps_one_table_from_being_compared()
    {
        await using var databases = await ComparedDatabases.FilledAsync(
            "CREATE TYPE e AS ENUM ('a', 'b'); CREATE TABLE t (v e); INSERT INTO t VALUES ('a'), ('b'); CREATE TABLE u (id int PRIMARY KEY); INSERT INTO u VALUES (1)",
            "DELETE FROM pg_enum WHERE enumlabel = 'b' AND enumtypid = 'e'::regtype; INSERT INTO u VALUES (2)");

        var comparison = await databases.CompareAsync();

        Assert.That(comparison.Tables.Select(table => (table.Name, table.Outcome)), Is.EqualTo(new[] { ("t", TableOutcome.NotCompared), ("u", TableOutcome.Different) }));
        Assert.That(comparison.Tables[0].Note, Does.StartWith("in B: error 22P03"));
    }

    [Test]
    public async Task Large_objects_that_one_side_may_not_read_are_not_called_equal()
    {
        var cluster = await ScratchCluster.SharedAsync();
        await using var databases = await ComparedDatabases.FilledAsync(
            "SELECT lo_from_bytea(99, 'x'); DO $$ BEGIN CREATE ROLE compare_stranger LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
        await using var stranger = cluster.Server.ConnectAs(new NpgsqlConnectionStringBuilder(databases.B.ConnectionString).Database!, "compare_stranger");

        var comparison = await ComparedDatabases.CompareAsync(databases.A, stranger!);

        Assert.That(comparison.Outcome, Is.EqualTo(ComparisonOutcome.Incomplete));
        Assert.That(comparison.NotCompared, Has.Some.StartsWith("The large objects of B could not be read: error 42501"));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task The_tables_are_listed_while_somebody_holds_one_against_all_others(CancellationToken cancellationToken)
    {
        await using var databases = await ComparedDatabases.FilledAsync(
            "CREATE TABLE held (a int, v text); CREATE TABLE free (a int); INSERT INTO held VALUES (1, 'x'); INSERT INTO free VALUES (1)");
        await using var holder = await databases.A.OpenConnectionAsync(cancellationToken);
        await using var transaction = await holder.BeginTransactionAsync(cancellationToken);
        await using var hold = new NpgsqlCommand("LOCK TABLE held", holder, transaction);
        await hold.ExecuteNonQueryAsync(cancellationToken);
        await using var session = await PinnedSession.OpenAsync(databases.A, null, cancellationToken);

        var tables = await DigestTables.ReadAsync(session, cancellationToken);

        Assert.That(tables.Select(table => (table.Name, table.Blocks)), Is.EqualTo(new (string, long?)[] { ("free", 1), ("held", null) }));
    }

    [TestCase("TRUNCATE small", TableOutcome.NotCompared)]
    [TestCase("ALTER TABLE small ALTER v TYPE varchar", TableOutcome.Equal)]
    [TestCase("ALTER TABLE small ALTER v TYPE int USING 1", TableOutcome.NotCompared)]
    [TestCase("VACUUM FULL small", TableOutcome.Equal)]
    public async Task A_table_that_is_written_anew_meanwhile_is_not_called_different(string meanwhile, TableOutcome expected)
    {
        await using var databases = await ComparedDatabases.FilledAsync(
            "CREATE TABLE large AS SELECT g, repeat('x', 80) AS v FROM generate_series(1, 20000) g; CREATE TABLE small (id int PRIMARY KEY, v text); INSERT INTO small VALUES (1, 'x')");
        var change = new OnFirst(databases.B, "B, table public.large", meanwhile);

        var comparison = await DatabaseComparison.RunAsync(
            new ComparedSource("a", databases.A), new ComparedSource("b", databases.B), new ComparisonOptions { Parallelism = 1 }, change, CancellationToken.None);

        var small = comparison.Tables.Single(table => table.Name == "small");
        Assert.That(change.IsDone, Is.True);
        Assert.That(comparison.Tables.Single(table => table.Name == "large").Outcome, Is.EqualTo(TableOutcome.Equal));
        Assert.That((small.Outcome, small.Missing > 0, small.Rows.Count), Is.EqualTo((expected, false, 0)), small.Note);
        Assert.That(small.Note, expected == TableOutcome.Equal ? Is.Null : Does.StartWith("in B: another session emptied it"));
    }

    [Test]
    public void A_server_that_cannot_be_reached_is_no_difference()
    {
        var nowhere = NpgsqlDataSource.Create("Host=/nowhere;Username=nobody;Database=none;Timeout=2");

        Assert.That(
            () => ComparedDatabases.CompareAsync(nowhere, nowhere),
            Throws.TypeOf<VerificationImpossibleException>().With.Property("Code").EqualTo("DR4131"));
    }
}
