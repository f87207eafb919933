using DrDrills.PostgreSql.Servers;
using Npgsql;

namespace DrDrills.PostgreSql.Backups;

/// <summary>Statements on one connection.</summary>
internal static class Sql
{
    /// <summary>A name, quoted for a statement.</summary>
    public static string Name(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    /// <summary>A text, quoted for a statement that takes no parameters.</summary>
    public static string Text(string text) => "E'" + text.Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("'", "''", StringComparison.Ordinal) + "'";

    public static async Task RunAsync(NpgsqlDataSource source, string sql, CancellationToken cancellationToken)
    {
        var command = source.CreateCommand(sql);
        await using var _ = command.ConfigureAwait(false);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks one database of a server, as its administrator, on a connection of its own.</summary>
    public static async Task<IReadOnlyList<T>> ListAsync<T>(
        IPostgresServer server, string database, string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken, params string[][] parameters)
    {
        var source = server.Connect(database);
        await using var _ = source.ConfigureAwait(false);
        return await ListAsync(source, sql, read, cancellationToken, parameters).ConfigureAwait(false);
    }

    public static async Task<IReadOnlyList<T>> ListAsync<T>(
        NpgsqlDataSource source, string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken, params string[][] parameters)
    {
        var command = source.CreateCommand(sql);
        await using var _ = command.ConfigureAwait(false);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = parameter });
        }

        var rows = new List<T>();
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
