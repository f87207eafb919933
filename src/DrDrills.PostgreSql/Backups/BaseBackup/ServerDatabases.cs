using DrDrills.PostgreSql.Servers;

namespace DrDrills.PostgreSql.Backups.BaseBackup;

/// <summary>The databases of a restored server that hold somebody's data.</summary>
internal static class ServerDatabases
{
    private const string List =
        """
        SELECT datname::text FROM pg_catalog.pg_database
        WHERE datallowconn AND NOT datistemplate
        ORDER BY datname = 'postgres', pg_catalog.pg_database_size(oid) DESC, datname
        """;

    /// <summary>The largest first; <c>postgres</c> only where there is no other.</summary>
    public static async Task<IReadOnlyList<string>> ListAsync(IPostgresServer server, CancellationToken cancellationToken)
    {
        var postgres = server.Connect("postgres");
        await using var _ = postgres.ConfigureAwait(false);
        var all = await Sql.ListAsync(postgres, List, row => row.GetString(0), cancellationToken).ConfigureAwait(false);
        var users = all.Where(name => name != "postgres").ToList();
        return users.Count > 0 ? users : all;
    }
}
