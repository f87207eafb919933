using DrDrills.Errors;
using Npgsql;

namespace DrDrills.PostgreSql.Servers.Remote;

/// <summary>Looks whether a server that is not ours is as empty as it has to be.</summary>
internal static class RemoteContents
{
    /// <summary>Whatever somebody could miss: tables, views, sequences, functions of their own, large objects.</summary>
    private const string Used =
        """
        SELECT what FROM (
            SELECT 'relation ' || n.nspname || '.' || c.relname AS what
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'm', 'f', 'v', 'S')
              AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
              AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
            UNION ALL
            SELECT 'function ' || n.nspname || '.' || p.proname
            FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
            WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
              AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
            UNION ALL
            SELECT 'large object ' || oid FROM pg_catalog.pg_largeobject_metadata
        ) found ORDER BY what LIMIT 6
        """;

    /// <exception cref="TargetRefusedException">The database holds something (<c>DR3201</c>), or the server is a standby (<c>DR3207</c>).</exception>
    public static async Task RefuseUsedAsync(NpgsqlDataSource source, string subject, CancellationToken cancellationToken)
    {
        if (await ScalarAsync<bool>(source, "SELECT pg_catalog.pg_is_in_recovery()", cancellationToken).ConfigureAwait(false))
        {
            throw new TargetRefusedException(
                "DR3207", subject, $"The remote server '{subject}' is a standby of another one.", "Name a server of its own for drills.");
        }

        var found = await ListAsync(source, Used, cancellationToken).ConfigureAwait(false);
        if (found.Count > 0)
        {
            throw new TargetRefusedException(
                "DR3201",
                subject,
                $"The database '{subject}' is not empty; found {string.Join(", ", found.Take(5))}{(found.Count > 5 ? " and more" : "")}.",
                "Is this somebody's database? Name an empty one (CREATE DATABASE drill) on a server that is kept for drills.");
        }
    }

    public static async Task<T> ScalarAsync<T>(NpgsqlDataSource source, string sql, CancellationToken cancellationToken)
    {
        var command = source.CreateCommand(sql);
        await using var _ = command.ConfigureAwait(false);
        return (T)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
    }

    public static async Task RunAsync(NpgsqlDataSource source, string sql, CancellationToken cancellationToken)
    {
        var command = source.CreateCommand(sql);
        await using var _ = command.ConfigureAwait(false);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    public static async Task<IReadOnlyList<string>> ListAsync(NpgsqlDataSource source, string sql, CancellationToken cancellationToken)
    {
        var command = source.CreateCommand(sql);
        await using var _ = command.ConfigureAwait(false);
        var rows = new List<string>();
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
