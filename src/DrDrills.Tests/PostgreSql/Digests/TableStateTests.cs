using DrDrills.PostgreSql.Digests;
using DrDrills.Testing;
using Npgsql;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Digests;

/// <summary>One database of the shared cluster; each test makes its own table in it.</summary>
public sealed class TableStateTests
{
    private const string Flush = "SELECT pg_stat_force_next_flush()";
    private static int _tables;
    private NpgsqlDataSource _database = null!;

    [OneTimeSetUp]
    public async Task Make_the_database()
    {
        Needs.Postgres();
        Needs.PostgresFrom(15, "nothing is concluded from counters");
        _database = await (await ScratchCluster.SharedAsync()).CreateDatabaseAsync("states", default);
        await RunAsync("CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TYPE pair AS (a int, b int); CREATE DOMAIN moods AS mood[]");
    }

    [OneTimeTearDown]
    public async Task Leave_the_database() => await _database.DisposeAsync();

    [TestCase("SELECT count(*) FROM {0}", true)]
    [TestCase("CREATE INDEX ON {0} (id); ALTER TABLE {0} ADD PRIMARY KEY (id); ANALYZE {0}; GRANT SELECT (id) ON {0} TO public", true)]
    [TestCase("ALTER TABLE {0} ADD CHECK (id > 0); COMMENT ON TABLE {0} IS 'x'", true)]
    [TestCase("UPDATE {0} SET note = 'changed' WHERE id = 1", false)]
    [TestCase("UPDATE {0} SET note = note WHERE id = 1", false)]
    [TestCase("DELETE FROM {0} WHERE id = 1; INSERT INTO {0} VALUES (1, 'x1', 'sad', '{}')", false)]
    [TestCase("INSERT INTO {0} VALUES (4, 'x', 'ok', '{}')", false)]
    [TestCase("TRUNCATE {0}; INSERT INTO {0} SELECT i, 'y' || i, 'sad', '{}' FROM generate_series(1, 3) i", false)]
    [TestCase("ALTER TABLE {0} ADD extra int DEFAULT 7", false)]
    [TestCase("ALTER TABLE {0} RENAME note TO notes", false)]
    [TestCase("ALTER TABLE {0} ALTER note TYPE varchar", false)]
    [TestCase("ALTER TABLE {0} ALTER id TYPE bigint", false)]
    [TestCase("ALTER TABLE {0} DROP note", false)]
    [TestCase("ALTER TABLE {0} RENAME TO {0}_old; CREATE TABLE {0} AS SELECT * FROM {0}_old", false)]
    [TestCase("ALTER TYPE mood RENAME VALUE 'sad' TO 'happy'; ALTER TYPE mood RENAME VALUE 'ok' TO 'sad'; ALTER TYPE mood RENAME VALUE 'happy' TO 'ok'", false)]
    [TestCase("SELECT pg_stat_reset_single_table_counters('{0}'::regclass)", false)]
    public async Task What_was_read_early_holds_until_anything_changes_the_rows_or_how_they_read(string change, bool holds)
    {
        var table = $"t{Interlocked.Increment(ref _tables)}";
        await RunAsync($"CREATE TABLE {table} (id int, note text, how mood, more moods)");
        await RunAsync($"INSERT INTO {table} SELECT i, 'x' || i, 'sad', '{{ok}}' FROM generate_series(1, 3) i");
        var early = new EarlyDigest(await StateAsync(table), new DigestPart(3, 1, 1));

        await RunAsync(change.Replace("{0}", table, StringComparison.Ordinal));

        var now = await StateAsync(table);
        Assert.That(early.HoldsIn(now), Is.EqualTo(holds), $"{early.Before} then {now}");
    }

    [TestCase("int, text, numeric[], jsonb, bytea, timestamptz, int4range, inet, name, point, xml, mood, moods", true)]
    [TestCase("int, regclass", false)]
    [TestCase("int, regtype[]", false)]
    [TestCase("int, pair", false)]
    [TestCase("int, pair[]", false)]
    [TestCase("int, aclitem", false)]
    public async Task Values_that_name_other_objects_are_not_believed_to_stay_as_they_were(string types, bool selfContained)
    {
        var table = $"t{Interlocked.Increment(ref _tables)}";
        await RunAsync($"CREATE TABLE {table} ({string.Join(", ", types.Split(", ").Select((type, at) => $"c{at} {type}"))})");

        Assert.That((await StateAsync(table)).IsSelfContained, Is.EqualTo(selfContained));
    }

    private async Task<TableState> StateAsync(string table)
    {
        await using var session = await PinnedSession.OpenAsync(_database, null, default);
        Assert.That(await TableState.AreExactAsync(session, default), Is.True, "PostgreSQL 15 and newer count exactly");
        return (await TableState.ReadAsync(session, default))[("public", table)];
    }

    /// <summary>Counts of a session in use are handed over about once a second, or when it is told to.</summary>
    private async Task RunAsync(string sql)
    {
        await using var connection = await _database.OpenConnectionAsync();
        foreach (var text in new[] { sql, Flush })
        {
            await using var command = new NpgsqlCommand(text, connection);
            await command.ExecuteNonQueryAsync();
        }
    }
}
