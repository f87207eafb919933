using System.Globalization;
using DrDrills.Errors;
using DrDrills.PostgreSql.Servers;
using Npgsql;

namespace DrDrills.PostgreSql.Backups;

/// <summary>Shows that a restored database is usable: a connection as an ordinary role that may log in, and a read of a table it may read.</summary>
internal static class ReadyProbe
{
    private const string Candidates =
        """
        SELECT r.rolname::text, t.name
        FROM pg_catalog.pg_roles r
        LEFT JOIN LATERAL (
            SELECT format('%I.%I', n.nspname, c.relname) AS name
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE (c.relkind = 'r' AND NOT c.relhassubclass OR c.relkind = 'p' AND NOT EXISTS (
                SELECT FROM pg_catalog.pg_partition_tree(c.oid) t JOIN pg_catalog.pg_class f ON f.oid = t.relid WHERE f.relkind = 'f'))
              AND NOT c.relrowsecurity AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_'
              AND has_schema_privilege(r.oid, n.oid, 'USAGE') AND has_table_privilege(r.oid, c.oid, 'SELECT')
            ORDER BY c.reltuples DESC LIMIT 1) t ON true
        WHERE r.rolcanlogin AND NOT r.rolsuper AND r.rolconnlimit <> 0
          AND (SELECT d.datconnlimit FROM pg_catalog.pg_database d WHERE d.datname = current_database()) <> 0 AND r.rolname !~ '^pg_'
          AND has_database_privilege(r.oid, current_database(), 'CONNECT')
        ORDER BY t.name IS NULL, r.rolname LIMIT 1
        """;

    /// <exception cref="RestoreFailedException">The database does not answer (<c>DR2104</c>).</exception>
    public static async Task<string> AskAsync(
        IPostgresServer server, NpgsqlDataSource database, string name, CancellationToken cancellationToken)
    {
        try
        {
            var found = await Sql.ListAsync(
                database, Candidates, row => (Role: row.GetString(0), Table: row.IsDBNull(1) ? null : row.GetString(1)), cancellationToken)
                .ConfigureAwait(false);
            var ordinary = found.Count > 0 ? server.ConnectAs(name, found[0].Role) : null;
            if (ordinary is null)
            {
                var answer = await CountAsync(database, "pg_catalog.pg_class", cancellationToken).ConfigureAwait(false);
                return $"database '{name}' answered the administrator ({answer} catalogue rows); no ordinary role can log in to the copy";
            }

            await using var _ = ordinary.ConfigureAwait(false);
            var table = found[0].Table ?? "pg_catalog.pg_class";
            var rows = await CountAsync(ordinary, table, cancellationToken).ConfigureAwait(false);
            return $"role '{found[0].Role}' connected to database '{name}' and read {rows} rows of {table}";
        }
        catch (NpgsqlException cause)
        {
            throw new RestoreFailedException(
                "DR2104",
                name,
                $"Restored database '{name}' does not answer an ordinary connection: {cause.Message}",
                "look at the end of the server's log below.",
                await server.ReadLogAsync(cancellationToken).ConfigureAwait(false),
                cause);
        }
    }

    private static async Task<string> CountAsync(NpgsqlDataSource source, string table, CancellationToken cancellationToken)
    {
        // The name was quoted by the server itself.
        var counts = await Sql.ListAsync(
            source, $"SELECT count(*) FROM (SELECT FROM {table} LIMIT 1000) seen", row => row.GetInt64(0), cancellationToken).ConfigureAwait(false);
        return counts[0].ToString(CultureInfo.InvariantCulture);
    }
}
