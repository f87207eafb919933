using DrDrills.PostgreSql.Digests;
using DrDrills.PostgreSql.Manifests;
using DrDrills.Testing;
using DrDrills.Tests.PostgreSql.Comparisons;
using DrDrills.Verification;
using Npgsql;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Verifications;

/// <summary>
/// What PostgreSQL 16, 17 and 18 brought, as far as the server that the tests have knows it, else the older way to say the same; dumped and
/// restored in the shared cluster.
/// </summary>
public sealed class RecentFeaturesTests
{
    private const string Always = """
        CREATE TABLE base (id int PRIMARY KEY, a text); INSERT INTO base SELECT i, 'v' || i FROM generate_series(1, 20) i;
        CREATE TABLE late (id int PRIMARY KEY, maybe text); INSERT INTO late VALUES (1, NULL), (2, 'x');
        CREATE TABLE priced (id int PRIMARY KEY, price numeric); INSERT INTO priced VALUES (1, 100), (2, NULL);
        """;

    private const string Before17 = "GRANT SELECT ON base TO pg_monitor;";

    private const string From17 = """
        GRANT MAINTAIN ON base TO pg_monitor;
        CREATE DOMAIN filled AS text NOT NULL; CREATE TABLE domains (id int PRIMARY KEY, v filled); INSERT INTO domains VALUES (1, 'a');
        CREATE TABLE parts (id int GENERATED ALWAYS AS IDENTITY, k int) PARTITION BY RANGE (k);
        CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (0) TO (10); INSERT INTO parts (k) SELECT i % 10 FROM generate_series(1, 30) i;
        """;

    private const string Before18 = """
        ALTER TABLE late ADD CONSTRAINT later CHECK (maybe IS NOT NULL) NOT VALID;
        ALTER TABLE priced ADD tax numeric GENERATED ALWAYS AS (price * 0.18) STORED;
        """;

    private const string From18 = """
        ALTER TABLE late ADD CONSTRAINT later NOT NULL maybe NOT VALID;
        ALTER TABLE priced ADD tax numeric GENERATED ALWAYS AS (price * 0.18) VIRTUAL;
        CREATE TABLE unheld (id int PRIMARY KEY, other int REFERENCES base NOT ENFORCED, n int CHECK (n > 0) NOT ENFORCED);
        INSERT INTO unheld VALUES (1, 999, -5);
        CREATE EXTENSION btree_gist;
        CREATE TABLE booked (room int, during daterange, PRIMARY KEY (room, during WITHOUT OVERLAPS));
        CREATE TABLE stay (room int, during daterange, FOREIGN KEY (room, PERIOD during) REFERENCES booked (room, PERIOD during));
        INSERT INTO booked VALUES (1, '[2026-01-01,2026-02-01)'), (1, '[2026-02-01,2026-03-01)'); INSERT INTO stay VALUES (1, '[2026-01-20,2026-02-10)');
        CREATE TABLE alone (a int CONSTRAINT mine NOT NULL NO INHERIT); INSERT INTO alone VALUES (1);
        CREATE TABLE stamped (id uuid PRIMARY KEY DEFAULT uuidv7(), v text); INSERT INTO stamped (v) VALUES ('a'), ('b');
        """;

    [TestCase("schema-objects")]
    [TestCase("table-content")]
    [TestCase("sequence-positions")]
    [TestCase("write-gate")]
    [TestCase("constraints-hold")]
    [TestCase("index-integrity")]
    public async Task What_recent_versions_know_comes_back_and_is_proven(string id)
    {
        await using var copy = await CopyAsync("");

        var answer = await copy.AskAsync(id);

        Assert.That(answer.Findings.Select(finding => $"{finding.Code} {finding.Subject}: {finding.Observed}"), Is.Empty);
        Assert.That(answer.Verdict, Is.EqualTo(Verdict.Passed), answer.Impossible);
        if (id == "constraints-hold" && await KnowsAsync(18))
        {
            Assert.That(answer.Scope, Does.EndWith("0 left out because code of the backup would run; 1 foreign keys over periods of time not asked"));
        }
    }

    [TestCase("table-content", "UPDATE late SET maybe = 'y' WHERE id = 1", "table public.late")]
    [TestCase("table-content", "UPDATE priced SET price = 101 WHERE id = 1", "table public.priced")]
    [TestCase("table-content", "ALTER TABLE priced DROP tax; ALTER TABLE priced ADD tax numeric GENERATED ALWAYS AS (price * 0.2) STORED", "table public.priced")]
    [TestCase("schema-objects", "UPDATE late SET maybe = 'y' WHERE id = 1; ALTER TABLE late VALIDATE CONSTRAINT later", "constraint public.late.later")]
    [TestCase("schema-objects", "ALTER TABLE late DROP CONSTRAINT later", "constraint public.late.later")]
    [TestCase("schema-objects", "REVOKE ALL ON base FROM pg_monitor", "grant table public.base")]
    public async Task A_damage_to_it_is_named(string id, string damage, string subject)
    {
        await using var copy = await CopyAsync(damage);

        var answer = await copy.AskAsync(id);

        Assert.That(answer.Verdict, Is.EqualTo(Verdict.Failed), answer.Impossible);
        Assert.That(answer.Findings.Select(finding => finding.Subject), Has.Member(subject));
    }

    /// <summary>A null that an unproven promise lets stay would make the whole row's digest null, and its change unseen.</summary>
    [Test]
    public async Task A_row_with_a_null_under_a_promise_that_is_not_proven_is_digested()
    {
        await using var copy = await CopyAsync(string.Concat(await Task.WhenAll(new[] { 1, 2 }.Select(async n =>
            $"CREATE TABLE nulls_{n} (maybe text, n int); INSERT INTO nulls_{n} VALUES (NULL, {n});"
            + (await KnowsAsync(18) ? $"ALTER TABLE nulls_{n} ADD CONSTRAINT later NOT NULL maybe NOT VALID;" : "")))));

        var tables = (await copy.ManifestAsync(TableDigests.Default)).Tables.Where(table => table.Name.StartsWith("nulls_", StringComparison.Ordinal)).ToList();

        Assert.That(tables.Select(table => table.Rows), Is.EqualTo(new[] { 1, 1 }));
        Assert.That(tables[0].Digest, Is.Not.EqualTo(tables[1].Digest));
    }

    [Test]
    public async Task Rows_with_nulls_under_such_a_promise_are_compared_without_that_key()
    {
        var promise = await KnowsAsync(18) ? "ALTER TABLE late ADD CONSTRAINT later NOT NULL maybe NOT VALID;" : "";
        await using var databases = await ComparedDatabases.FilledAsync(
            "CREATE TABLE late (maybe int UNIQUE, n int); INSERT INTO late SELECT CASE WHEN g % 2 = 0 THEN g END, g FROM generate_series(1, 20000) g;" + promise,
            "ALTER TABLE late DROP CONSTRAINT IF EXISTS later; TRUNCATE late; "
            + "INSERT INTO late SELECT CASE WHEN g % 2 = 0 THEN g END, CASE g WHEN 777 THEN 77777 ELSE g END FROM generate_series(20000, 1, -1) g;" + promise);

        var table = (await databases.CompareAsync()).Tables.Single();

        Assert.That((table.Missing, table.Extra, table.Changed), Is.EqualTo((1, 1, 0)));
    }

    private static async Task<DamagedCopy> CopyAsync(string damage)
    {
        var cluster = await ScratchCluster.SharedAsync();
        await using var source = await cluster.CreateDatabaseAsync("recent", CancellationToken.None);
        var name = new NpgsqlConnectionStringBuilder(source.ConnectionString).Database!;
        await NastyDatabase.ExecuteAsync(source, Always + (await KnowsAsync(17) ? From17 : Before17) + (await KnowsAsync(18) ? From18 : Before18));
        var manifest = await ManifestTaker.TakeAsync(source, new ManifestOptions { BackupId = "recent" }, null, CancellationToken.None);
        await NastyDatabase.DumpAndRestoreAsync(cluster, name, name + "_copy");
        var copy = new DamagedCopy(cluster, name + "_copy", manifest);
        if (damage.Length > 0)
        {
            await copy.ExecuteAsync(damage);
        }

        return copy;
    }

    private static async Task<bool> KnowsAsync(int major)
    {
        await using var command = (await ScratchCluster.SharedAsync()).Superuser.CreateCommand("SELECT current_setting('server_version_num')::int");
        return (int)(await command.ExecuteScalarAsync())! >= major * 10000;
    }
}
