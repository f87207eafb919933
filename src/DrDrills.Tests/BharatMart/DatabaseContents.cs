using Npgsql;

namespace DrDrills.Tests.BharatMart;

/// <summary>A plain digest of everything in a database, made by the server and by no code under test.</summary>
internal static class DatabaseContents
{
    private const string Tables = """
        SELECT c.oid::regclass::text FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'm', 'p') AND c.relispopulated AND n.nspname IN ('catalog', 'identity', 'ops', 'sales')
        ORDER BY 1
        """;

    private const string LargeObjects = """
        SELECT count(*) || ' ' || sum(hashtextextended(oid || encode(lo_get(oid), 'hex'), 0)::numeric) FROM pg_largeobject_metadata
        """;

    private const string Sequences = """
        SELECT schemaname || '.' || sequencename, coalesce(last_value::text, 'never') FROM pg_sequences
        """;

    public static async Task<SortedDictionary<string, string>> ReadAsync(NpgsqlDataSource database)
    {
        var contents = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["large objects"] = await ScalarAsync(database, LargeObjects),
        };
        foreach (var table in (await PairsAsync(database, Tables)).Keys)
        {
            contents[table] = await OfTableAsync(database, table);
        }

        foreach (var (sequence, position) in await PairsAsync(database, Sequences))
        {
            contents[sequence] = position;
        }

        return contents;
    }

    public static Task<string> OfTableAsync(NpgsqlDataSource database, string table) => ScalarAsync(
        database, $"SELECT count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) FROM {table} AS t");

    public static async Task<string> ScalarAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        return $"{await command.ExecuteScalarAsync()}";
    }

    private static async Task<Dictionary<string, string>> PairsAsync(NpgsqlDataSource database, string sql)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var command = database.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            pairs[reader.GetString(0)] = reader.FieldCount > 1 ? reader.GetString(1) : "";
        }

        return pairs;
    }
}
