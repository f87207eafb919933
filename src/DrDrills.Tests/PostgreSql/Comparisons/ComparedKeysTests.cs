using DrDrills.PostgreSql.Comparisons;
using Npgsql;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Comparisons;

/// <summary>Shared cluster; two databases with one table for every kind of key, all changed alike, compared once for all cases.</summary>
public sealed class ComparedKeysTests
{
    private static readonly (string Table, string Columns, string Key, bool Ordered)[] Kinds =
    [
        ("small", "k smallint PRIMARY KEY", "i - 600", true),
        ("whole", "k int PRIMARY KEY", "(i - 600) * 1000003", true),
        ("large", "k bigint PRIMARY KEY", "(i - 600) * 1000000000039", true),
        ("oids", "k oid PRIMARY KEY", "(i::bigint * 2000003)::oid", true),
        ("days", "k date PRIMARY KEY", "CASE i WHEN 0 THEN '-infinity' WHEN 1101 THEN 'infinity' ELSE '0001-03-01'::date + (i - 600) * 700 END", true),
        ("moments", "k timestamptz PRIMARY KEY", "'1999-12-31 23:59:59.5+00'::timestamptz + make_interval(mins => i - 600)", true),
        ("local_moments", "k timestamp PRIMARY KEY", "'1999-12-31'::timestamp + make_interval(mins => i - 600)", true),
        ("times", "k time PRIMARY KEY", "'00:00:00.25'::time + make_interval(secs => i)", true),
        ("uuids", "k uuid PRIMARY KEY", "md5(i::text)::uuid", true),
        ("bytes", "k bytea PRIMARY KEY", "CASE i WHEN 0 THEN '' ELSE decode(md5(i::text), 'hex') || repeat('x', i % 200)::bytea END", true),
        ("text_by_bytes", "k text COLLATE \"C\" PRIMARY KEY", "'a \"key\", \\' || CASE WHEN i % 2 = 0 THEN 'é' ELSE 'e' END || i", true),
        ("short_text_by_bytes", "k varchar(90) COLLATE \"POSIX\" PRIMARY KEY", "repeat('same beginning ', 5) || i", true),
        ("two", "k int, l bigint, PRIMARY KEY (k, l)", "i % 3 - 1, i", true),
        ("two_backwards", "k int, l text COLLATE \"C\", CONSTRAINT u PRIMARY KEY (l, k)", "i, (i % 3)::text", true),
        ("unique_only", "k int NOT NULL UNIQUE", "i", true),
        ("domain", "k positive PRIMARY KEY", "i + 1", true),
        ("text_in_a_language", "k text COLLATE german PRIMARY KEY", "'Schlüssel ' || i", false),
        ("numbers", "k numeric PRIMARY KEY", "i / 8.0", false),
        ("filled_up", "k char(10) PRIMARY KEY", "i::text", false),
        ("labels", "k mood, l int, PRIMARY KEY (k, l)", "CASE i % 2 WHEN 0 THEN 'fine' ELSE 'bad' END::mood, i", false),
        ("spans", "k interval PRIMARY KEY", "make_interval(secs => i)", false),
        ("addresses", "k inet PRIMARY KEY", "set_masklen('10.0.0.0'::inet + i, 24)", false),
        ("arrays", "k int[] PRIMARY KEY", "ARRAY[i, 7]", false),
        ("pairs", "k pair PRIMARY KEY", "ROW(i, 'x,\"y')::pair", false),
        ("floats", "k float8 PRIMARY KEY", "i / 7.0", false),
        ("half_ordered", "k int, l text COLLATE german, PRIMARY KEY (k, l)", "i, 'x' || i", false),
    ];

    private ComparedDatabases? _databases;
    private Comparison? _comparison;

    private static IEnumerable<TestCaseData> Cases =>
        Kinds.Select(kind => new TestCaseData(kind.Table, kind.Ordered).SetArgDisplayNames(kind.Table));

    [OneTimeSetUp]
    public async Task CompareAsync()
    {
        const string Types = """
            CREATE DOMAIN positive AS int CHECK (VALUE > 0); CREATE TYPE mood AS ENUM ('fine', 'bad'); CREATE TYPE pair AS (a int, b text);
            CREATE COLLATION german (provider = icu, locale = 'de-DE');
            """;
        _databases = await ComparedDatabases.FilledAsync(
            Types + string.Concat(Kinds.Select(kind => Filled(kind.Table, kind.Columns, kind.Key))) + Filled("none", "", null),
            string.Concat(Kinds.Select(kind => Changed(kind.Table, kind.Key))) + Changed("none", null));
        _comparison = await _databases.CompareAsync(new ComparisonOptions { Parallelism = 2, BlocksPerRange = 2 });
    }

    [OneTimeTearDown]
    public async Task DropAsync() => await (_databases?.DisposeAsync() ?? ValueTask.CompletedTask);

    [TestCaseSource(nameof(Cases))]
    public async Task Missing_extra_and_changed_rows_are_counted_and_named(string table, bool ordered)
    {
        var found = Found(table);
        var expected = new List<string>();
        expected.AddRange(await NamesAsync(_databases!.A, table, found.KeyColumns, DifferenceKind.Missing, 1, 700, 1100));
        expected.AddRange(await NamesAsync(_databases!.B, table, found.KeyColumns, DifferenceKind.Extra, 0, 1101));
        expected.AddRange(await NamesAsync(_databases!.B, table, found.KeyColumns, DifferenceKind.Changed, 500, 901));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(found.Outcome, Is.EqualTo(TableOutcome.Different), found.Note);
            Assert.That((found.RowsInA, found.RowsInB), Is.EqualTo((1100, 1099)));
            Assert.That((found.Missing, found.Extra, found.Changed, found.AtLeast), Is.EqualTo((3, 2, 2, false)));
            Assert.That(found.Rows.Select(Name), Is.EquivalentTo(expected));
            Assert.That(found.Ranges, ordered ? Has.Count.InRange(1, 7) : Is.Empty);
            Assert.That(found.Ranges.Sum(range => range.Missing + range.Extra + range.Changed), Is.EqualTo(ordered ? 7 : 0));
        }
    }

    [Test]
    public async Task Without_a_key_rows_are_told_apart_by_all_they_hold_and_named_by_their_place()
    {
        var found = Found("none");
        var expected = new List<string>();
        expected.AddRange(await NamesAsync(_databases!.A, "none", ["ctid"], DifferenceKind.Missing, 1, 500, 700, 901, 1100));
        expected.AddRange(await NamesAsync(_databases!.B, "none", ["ctid"], DifferenceKind.Extra, 0, 500, 901, 1101));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(found.KeyColumns, Is.Empty);
            Assert.That((found.Missing, found.Extra, found.Changed), Is.EqualTo((5, 4, 0)));
            Assert.That(found.Rows.Select(Name), Is.EquivalentTo(expected));
        }
    }

    private TableComparison Found(string table) => _comparison!.Tables.Single(found => found.Name == table);

    private static string Filled(string table, string columns, string? key) => $"""
        CREATE TABLE {table} ({columns}{(key is null ? "" : ", ")}i int, v text, n numeric);
        INSERT INTO {table} SELECT {(key is null ? "" : key + ", ")}i, CASE WHEN i % 5 = 0 THEN NULL ELSE repeat('v', 90) END, 1.0
        FROM generate_series(1, 1100) i;

        """;

    /// <summary>First, last and one in the middle lost; two added at both ends; NULL became empty; 1.0 became 1.00.</summary>
    private static string Changed(string table, string? key) => $"""
        DELETE FROM {table} WHERE i IN (1, 700, 1100);
        INSERT INTO {table} SELECT {(key is null ? "" : key + ", ")}i, 'new', 1 FROM unnest(ARRAY[0, 1101]) i;
        UPDATE {table} SET v = '' WHERE i = 500;
        UPDATE {table} SET n = 1.00 WHERE i = 901;

        """;

    private static async Task<List<string>> NamesAsync(
        NpgsqlDataSource database, string table, IReadOnlyList<string> key, DifferenceKind kind, params int[] rows)
    {
        var names = new List<string>();
        await using var command = database.CreateCommand(
            $"SELECT ARRAY[{string.Join(", ", key.Select(column => column + "::text"))}] FROM {table} WHERE i = ANY ($1) ORDER BY i");
        command.Parameters.AddWithValue(rows);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var values = await reader.GetFieldValueAsync<string[]>(0);
            names.Add($"{kind} {string.Join('|', values).TrimEnd()}");
        }

        return names;
    }

    private static string Name(RowDifference row) => $"{row.Kind} {string.Join('|', row.Key).TrimEnd()}";
}
