using DrDrills.PostgreSql.Backups.PgDump;
using DrDrills.Testing;
using Npgsql;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Backups.PgDump;

[TestFixture]
public sealed class StatisticsTests
{
    private NpgsqlDataSource _database = null!;

    [OneTimeSetUp]
    public async Task Take_them()
    {
        _database = await (await ScratchCluster.SharedAsync()).CreateDatabaseAsync("statistics", default);
        await using var make = _database.CreateCommand("""
            CREATE SCHEMA "Odd Schema";
            CREATE TABLE "Odd Schema"."all of it" (id int, shuffled int, kind int, "its brand" int, note text, dropped int);
            ALTER TABLE "Odd Schema"."all of it" DROP COLUMN dropped;
            ALTER TABLE "Odd Schema"."all of it" ALTER kind SET STATISTICS 500;
            CREATE STATISTICS kinds ON kind, "its brand" FROM "Odd Schema"."all of it";
            INSERT INTO "Odd Schema"."all of it" SELECT n, n::int8 * 7919 % 100003, n % 3000, n % 700, 'note ' || n % 900
            FROM generate_series(1, 100000) n;
            CREATE TABLE usual (id int, note text);
            INSERT INTO usual SELECT n, 'note ' || n FROM generate_series(1, 20000) n;
            CREATE TABLE of_no_column ();
            CREATE TABLE months (at date NOT NULL, amount int) PARTITION BY RANGE (at);
            CREATE TABLE months_1 PARTITION OF months FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
            INSERT INTO months SELECT date '2026-01-01' + n % 31, n FROM generate_series(1, 500) n;
            """);
        await make.ExecuteNonQueryAsync();

        await Statistics.TakeAsync(_database, 2, default);
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }

    [TestCase("all of it", "note", 11)]
    [TestCase("all of it", "kind", 501)]
    [TestCase("usual", "id", 11)]
    public async Task A_column_with_a_target_of_its_own_keeps_it(string table, string column, int most)
    {
        var values = await AskAsync($"""
            SELECT coalesce(array_length(most_common_vals::text::text[], 1), 0) + coalesce(array_length(histogram_bounds::text::text[], 1), 0)
            FROM pg_stats WHERE tablename = '{table}' AND attname = '{column}'
            """);

        Assert.That(values, Is.InRange(most * 9 / 10, (most * 2) + 1));
    }

    /// <summary>A sample of 3,000 of 100,000 rows holds four given rows once in a million times; one that kind alone asks for holds all rows.</summary>
    [Test]
    public async Task Its_neighbours_are_not_taken_from_as_many_rows()
    {
        var extremes = await AskAsync("""
            SELECT count(*)::int FROM pg_stats, unnest(histogram_bounds::text::int[]) AS bound
            WHERE tablename = 'all of it' AND (attname, bound) IN (
                SELECT 'id', unnest(ARRAY[min(id), max(id)]) FROM "Odd Schema"."all of it"
                UNION ALL SELECT 'shuffled', unnest(ARRAY[min(shuffled), max(shuffled)]) FROM "Odd Schema"."all of it")
            """);

        Assert.That(extremes, Is.LessThan(4));
    }

    [Test]
    public async Task What_extended_statistics_hold_together_is_asked_together() =>
        Assert.That(await AskAsync("SELECT count(*)::int FROM pg_statistic_ext_data WHERE stxdndistinct IS NOT NULL"), Is.EqualTo(1));

    [Test]
    public async Task Partitioned_tables_and_their_partitions_have_them() =>
        Assert.That(await AskAsync("SELECT count(DISTINCT tablename)::int FROM pg_stats WHERE tablename IN ('months', 'months_1')"), Is.EqualTo(2));

    private async Task<int> AskAsync(string sql)
    {
        await using var command = _database.CreateCommand(sql);
        return (int)(await command.ExecuteScalarAsync())!;
    }
}
