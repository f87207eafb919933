using DrDrills.PostgreSql.Digests;
using DrDrills.Testing;
using DrDrills.Tests.PostgreSql.Verifications;
using Npgsql;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Digests;

/// <summary>Shared cluster; every pair of contents is made once, as two tables of one database, and digested in every way.</summary>
public sealed class TableDigestsTests
{
    private const string Types = """
        CREATE EXTENSION citext; CREATE EXTENSION hstore; CREATE EXTENSION ltree;
        CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TYPE pair AS (a int, b text); CREATE DOMAIN ratio AS float8;
        CREATE TYPE floatrange AS RANGE (subtype = float8);
        """;

    /// <summary>Contents that a careless comparison takes for equal.</summary>
    private static readonly string[][] Different =
    [
        ["scale of numeric", "SELECT 1.0::numeric AS v", "SELECT 1.00::numeric AS v"],
        ["sign of zero", "SELECT '0'::float8 AS v", "SELECT '-0'::float8 AS v"],
        ["sign of zero, single", "SELECT '0'::float4 AS v", "SELECT '-0'::float4 AS v"],
        ["infinity and NaN", "SELECT 'infinity'::float8 AS v", "SELECT 'NaN'::float8 AS v"],
        ["NULL and empty text", "SELECT NULL::text AS v", "SELECT ''::text AS v"],
        ["NULL and empty bytea", "SELECT NULL::bytea AS v", "SELECT ''::bytea AS v"],
        ["NULL and empty array", "SELECT NULL::int[] AS v", "SELECT '{}'::int[] AS v"],
        ["NULL in an array and its word", "SELECT '{NULL}'::text[] AS v", "SELECT '{\"NULL\"}'::text[] AS v"],
        ["bounds of an array", "SELECT '{1,2}'::int[] AS v", "SELECT '[0:1]={1,2}'::int[] AS v"],
        ["NULL composite and composite of NULLs", "SELECT NULL::pair AS v", "SELECT ROW(NULL, NULL)::pair AS v"],
        ["NULL and NaN", "SELECT NULL::float8 AS v", "SELECT 'NaN'::float8 AS v"],
        ["month and thirty days", "SELECT interval '1 mon' AS v", "SELECT interval '30 days' AS v"],
        ["instants of one 32-bit hash", "SELECT 'epoch'::timestamptz AS v", "SELECT 'epoch'::timestamptz + interval '4294.967297 s' AS v"],
        ["numbers of one 32-bit hash", "SELECT 1::bigint AS v", "SELECT 4294967296::bigint AS v"],
        ["one instant in two zones", "SELECT '12:00+00'::timetz AS v", "SELECT '13:00+01'::timetz AS v"],
        ["endless times", "SELECT 'infinity'::timestamp AS v", "SELECT '-infinity'::timestamp AS v"],
        ["blank in json", "SELECT '{\"a\":1}'::json AS v", "SELECT '{\"a\": 1}'::json AS v"],
        ["scale in jsonb", "SELECT '{\"a\":1.1}'::jsonb AS v", "SELECT '{\"a\":1.10}'::jsonb AS v"],
        ["composed and decomposed", "SELECT U&'\\00e9' AS v", "SELECT U&'e\\0301' AS v"],
        ["case of citext", "SELECT 'a'::citext AS v", "SELECT 'A'::citext AS v"],
        ["case of a case-blind text", "SELECT 'a' COLLATE blind AS v", "SELECT 'A' COLLATE blind AS v"],
        ["trailing blank", "SELECT 'a'::text AS v", "SELECT 'a '::text AS v"],
        ["blanks without a length", "SELECT 'a'::bpchar AS v", "SELECT 'a '::bpchar AS v"],
        ["char", "SELECT 'a'::char(2) AS v", "SELECT 'b'::char(2) AS v"],
        ["NULL and zero", "SELECT NULL::int AS v", "SELECT 0 AS v"],
        ["signs", "SELECT -1::numeric AS v", "SELECT 1::numeric AS v"],
        ["truth", "SELECT true AS v", "SELECT false AS v"],
        ["a short bytea", "SELECT '\\x01'::bytea AS v", "SELECT '\\x0100'::bytea AS v"],
        ["a long bytea", "SELECT decode(repeat('00', 40) || '01', 'hex') AS v", "SELECT decode(repeat('00', 40) || '02', 'hex') AS v"],
        ["a bytea and its hash", "SELECT decode(repeat('00', 9000), 'hex') AS v", "SELECT sha256(decode(repeat('00', 9000), 'hex')) AS v"],
        ["a bytea too long to go in as it is", "SELECT decode(repeat('00', 9000) || '01', 'hex') AS v", "SELECT decode(repeat('00', 9000) || '02', 'hex') AS v"],
        ["a NULL for another's sake", "VALUES (NULL::int, 1::bigint)", "VALUES (0, 1::bigint)"],
        ["a NULL swapped between rows", "VALUES (NULL::int, 'a'), (2, 'b')", "VALUES (NULL::int, 'b'), (2, 'a')"],
        ["long numbers swapped between rows", "VALUES (1::bigint, 3::bigint), (2, 4)", "VALUES (1::bigint, 4::bigint), (2, 3)"],
        ["values swapped between columns", "SELECT 1 AS v, 2 AS w", "SELECT 2 AS v, 1 AS w"],
        ["sent values swapped between rows", "VALUES (1.0, now()::date), (2.0, 'epoch')", "VALUES (1.0, 'epoch'), (2.0, now()::date)"],
        ["labels", "SELECT 'sad'::mood AS v", "SELECT 'ok'::mood AS v"],
        ["a bound's side", "SELECT '[1.0,2.0)'::numrange AS v", "SELECT '[1.0,2.0]'::numrange AS v"],
        ["empty and endless range", "SELECT 'empty'::int4range AS v", "SELECT '(,)'::int4range AS v"],
        ["no range and an endless one", "SELECT '{}'::int4multirange AS v", "SELECT '{(,)}'::int4multirange AS v"],
        ["ranges of a type of one's own", "SELECT '[1.5,2.5]'::floatrange AS v", "SELECT '[1.5,2.5)'::floatrange AS v"],
        ["length of bits", "SELECT B'1' AS v", "SELECT B'10' AS v"],
        ["mask of an address", "SELECT '10.0.0.1'::inet AS v", "SELECT '10.0.0.1/24'::inet AS v"],
        ["xml", "SELECT '<a/>'::xml AS v", "SELECT '<a></a>'::xml AS v"],
        ["place of a word", "SELECT 'a:1 b:2'::tsvector AS v", "SELECT 'a:1 b:3'::tsvector AS v"],
        ["money", "SELECT 1.23::numeric::money AS v", "SELECT 1.24::numeric::money AS v"],
        ["point", "SELECT point(0, 1) AS v", "SELECT point('-0', 1) AS v"],
        ["hstore", "SELECT 'a=>NULL'::hstore AS v", "SELECT 'a=>\"\"'::hstore AS v"],
        ["ltree", "SELECT 'a.b'::ltree AS v", "SELECT 'a.c'::ltree AS v"],
        ["name of a type", "SELECT 'int'::regtype AS v", "SELECT 'oid'::regtype AS v"],
        ["border between columns", "SELECT 'ab' AS v, 'c' AS w", "SELECT 'a' AS v, 'bc' AS w"],
        ["side of a NULL", "SELECT NULL AS v, 'x' AS w", "SELECT 'x' AS v, NULL AS w"],
        ["values swapped between rows", "VALUES (1, 'a'), (2, 'b')", "VALUES (1, 'b'), (2, 'a')"],
        ["another row twice", "VALUES (1), (1), (2)", "VALUES (1), (2), (2)"],
        ["a pair of equal rows more", "VALUES (1)", "VALUES (1), (2), (2)"],
        ["rows without columns", "SELECT", "SELECT UNION ALL SELECT"],
        ["one byte of a long value", "SELECT repeat('x', 3000000) || 'a' AS v", "SELECT repeat('x', 3000000) || 'b' AS v"],
    ];

    /// <summary>What a database holds, and what comes back from a dump of it.</summary>
    private static readonly string[][] Same =
    [
        ["an array that once held a NULL", "SELECT (ARRAY[NULL, 1])[2:2] AS v", "SELECT '{1}'::int[] AS v"],
        ["a computed NaN", "SELECT 'inf'::float8 - 'inf'::float8 AS v", "SELECT 'NaN'::float8 AS v"],
        ["a computed NaN, single", "SELECT - 'NaN'::float4 AS v", "SELECT 'NaN'::float4 AS v"],
        ["a computed NaN in a domain", "SELECT (- 'NaN'::float8)::ratio AS v", "SELECT 'NaN'::ratio AS v"],
        ["a computed NaN in a point", "SELECT point(- 'NaN'::float8, 1) AS v", "SELECT '(NaN,1)'::point AS v"],
        ["a computed NaN in an array", "SELECT ARRAY[- 'NaN'::float8] AS v", "SELECT '{NaN}'::float8[] AS v"],
        ["a computed NaN in a range", "SELECT floatrange(0, - 'NaN'::float8) AS v", "SELECT '[0,NaN)'::floatrange AS v"],
        ["order of columns", "SELECT 1 AS v, 'x' AS w", "SELECT 'x' AS w, 1 AS v"],
        ["order of rows", "VALUES (1), (2), (NULL)", "VALUES (NULL), (2), (1)"],
        ["the encoding that an xml document names", "SELECT '<?xml version=\"1.0\" encoding=\"UTF-8\"?><a/>'::xml AS v", "SELECT '<a/>'::xml AS v"],
    ];

    private readonly Dictionary<string, IReadOnlyDictionary<string, DigestPart>> _digests = [];

    private static IEnumerable<TestCaseData> DifferentPairs => Pairs(Different, "different");

    private static IEnumerable<TestCaseData> SamePairs => Pairs(Same, "same");

    [OneTimeSetUp]
    public async Task DigestAllPairs()
    {
        Needs.Postgres();
        var cluster = await ScratchCluster.SharedAsync();
        await using var database = await cluster.CreateDatabaseAsync("pairs", CancellationToken.None);
        await NastyDatabase.ExecuteAsync(database, Types + "CREATE COLLATION blind (provider = icu, locale = 'und-u-ks-level2', deterministic = false)");
        await NastyDatabase.ExecuteAsync(database, string.Join(';', Tables(Different, "different").Concat(Tables(Same, "same"))));
        foreach (var digest in TableDigests.All)
        {
            _digests[digest.Algorithm] = await DigestAsync(database, digest);
        }
    }

    [TestCaseSource(nameof(DifferentPairs))]
    public void Contents_that_differ_have_different_digests(string algorithm, string pair) =>
        Assert.That(_digests[algorithm][$"{pair}_left"].ToHex(), Is.Not.EqualTo(_digests[algorithm][$"{pair}_right"].ToHex()));

    [TestCaseSource(nameof(SamePairs))]
    public void What_a_dump_brings_back_has_the_digest_of_what_was_dumped(string algorithm, string pair) =>
        Assert.That(_digests[algorithm][$"{pair}_left"], Is.EqualTo(_digests[algorithm][$"{pair}_right"]));

    [TestCase("pg-typed-hash128/v2", "ffffffffffffffff0ac511f91cb252c4ffffffffffffffec37b140065ade6428")]
    [TestCase("pg-typed-hash128/v1", "fffffffffffffff60e0134435a2e97840000000000000007a8247722d2d5f81f")]
    [TestCase("pg-copy-xxh128/v1", "00000000000001e05448538fd050c8fe0000000000000207a627f972681b64c3")]
    [TestCase("pg-text-hash128/v1", "000000000000000316501b82d3366ecd00000000000000088c2936c1c85b3887")]
    public async Task The_digest_of_a_version_never_changes(string algorithm, string expected)
    {
        var cluster = await ScratchCluster.SharedAsync();
        await using var database = await cluster.CreateDatabaseAsync("pinned", CancellationToken.None);
        await NastyDatabase.ExecuteAsync(database, """
            CREATE TABLE t AS SELECT g AS id, 'name ' || g AS name, g / 7.0 AS share, NULLIF(g % 2, 0) AS odd, ARRAY[g] AS list,
                timestamptz '2026-07-01 00:00+00' + g * interval '1 second' AS at, g / 3.0::float8 AS ratio FROM generate_series(1, 1000) g
            """);

        var digests = await DigestAsync(database, TableDigests.Find(algorithm)!);

        Assert.That(digests["t"].ToHex(), Is.EqualTo(expected));
    }

    [Test]
    public async Task Text_that_the_client_could_not_decode_is_digested_as_it_is_stored([Values("SQL_ASCII", "LATIN1")] string encoding)
    {
        var cluster = await ScratchCluster.SharedAsync();
        var name = "encoded_" + encoding.ToLowerInvariant();
        await NastyDatabase.ExecuteAsync(
            cluster.Superuser, $"CREATE DATABASE {name} TEMPLATE template0 ENCODING '{encoding}' LC_COLLATE 'C' LC_CTYPE 'C'");
        await using var database = cluster.Server.Connect(name);
        await NastyDatabase.ExecuteAsync(database, $"""
            CREATE TABLE one AS SELECT convert_from('\x61e9', '{encoding}') AS v, ARRAY[convert_from('\x61e9', '{encoding}')] AS w;
            CREATE TABLE other AS SELECT convert_from('\x61e8', '{encoding}') AS v, ARRAY[convert_from('\x61e9', '{encoding}')] AS w;
            """);

        foreach (var digest in TableDigests.All)
        {
            var digests = await DigestAsync(database, digest);

            Assert.That(digests["one"].ToHex(), Is.Not.EqualTo(digests["other"].ToHex()), digest.Algorithm);
        }
    }

    [Test]
    public async Task A_table_of_the_most_columns_that_a_table_may_have_is_digested()
    {
        var cluster = await ScratchCluster.SharedAsync();
        await using var database = await cluster.CreateDatabaseAsync("wide", CancellationToken.None);
        var columns = string.Join(", ", Enumerable.Range(0, 1600).Select(i => $"c{i} {(i % 2 == 0 ? "int" : "date")}"));
        await NastyDatabase.ExecuteAsync(database, $"CREATE TABLE t ({columns}); INSERT INTO t (c7, c1599) VALUES ('2026-07-01', '2026-07-02')");

        foreach (var digest in TableDigests.All)
        {
            var digests = await DigestAsync(database, digest);

            Assert.That(digests["t"].Rows, Is.EqualTo(1), digest.Algorithm);
        }
    }

    [Test]
    public async Task Where_long_values_lie_and_whether_a_column_may_be_null_does_not_count()
    {
        var cluster = await ScratchCluster.SharedAsync();
        await using var database = await cluster.CreateDatabaseAsync("stored", CancellationToken.None);
        await NastyDatabase.ExecuteAsync(database, """
            CREATE TABLE compressed (a text, b char(9000), c int NOT NULL, d bytea);
            CREATE TABLE external (a text, b char(9000), c int, d bytea);
            ALTER TABLE external ALTER a SET STORAGE EXTERNAL, ALTER d SET STORAGE EXTERNAL;
            INSERT INTO compressed SELECT repeat('a' || g, 9000), 'b', g, decode(repeat('0' || g, 9000), 'hex') FROM generate_series(1, 5) g;
            INSERT INTO external SELECT * FROM compressed;
            """);

        foreach (var digest in TableDigests.All)
        {
            var digests = await DigestAsync(database, digest);

            Assert.That(digests["external"], Is.EqualTo(digests["compressed"]), digest.Algorithm);
        }
    }

    [Test]
    public async Task A_digest_that_is_cancelled_stops_and_leaves_the_server_idle()
    {
        var cluster = await ScratchCluster.SharedAsync();
        await using var database = await cluster.CreateDatabaseAsync("cancelled", CancellationToken.None);
        await NastyDatabase.ExecuteAsync(database, "CREATE TABLE t AS SELECT 1 AS a; CREATE VIEW slow AS SELECT pg_sleep(600)::text AS v");
        await using var session = await PinnedSession.OpenAsync(database, null, CancellationToken.None);
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        var act = () => session.CopyOutAsync("SELECT * FROM public.slow", copy => new CopyRowReader(copy).Read(), stop.Token);

        Assert.That(act, Throws.InstanceOf<OperationCanceledException>());
    }

    private static IEnumerable<TestCaseData> Pairs(string[][] pairs, string kind) => TableDigests.All.SelectMany(digest =>
        pairs.Select((pair, i) => new TestCaseData(digest.Algorithm, $"{kind}_{i}").SetArgDisplayNames(digest.Algorithm, pair[0])));

    private static IEnumerable<string> Tables(string[][] pairs, string kind) =>
        pairs.SelectMany((pair, i) => new[] { $"CREATE TABLE {kind}_{i}_left AS {pair[1]}", $"CREATE TABLE {kind}_{i}_right AS {pair[2]}" });

    private static async Task<IReadOnlyDictionary<string, DigestPart>> DigestAsync(NpgsqlDataSource database, ITableDigest digest)
    {
        var contents = await DatabaseDigest.ReadAsync(database, digest, null, 2, null, CancellationToken.None);
        return contents.ToDictionary(content => content.Table.Name, content => content.Part);
    }
}
