namespace DrDrills.PostgreSql.Digests;

/// <summary>
/// Names the tables that another session emptied or wrote anew since a snapshot was taken: TRUNCATE, ALTER TABLE, REFRESH MATERIALIZED VIEW and
/// their kin put another file in a table's place, and a snapshot from before then sees no row there, or rows that are too new
/// (PostgreSQL's documentation, "Caveats" of concurrency control).
/// </summary>
/// <remarks>Once a session has read a table, it keeps others from doing so until its transaction ends; what was read before that is seen here.</remarks>
internal static class RewrittenTables
{
    // The catalogue is seen as the snapshot has it, the function as it is now; of a table that is gone it says nothing.
    private const string Sql = """
        SELECT n.nspname::text, c.relname::text
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'm') AND c.relpersistence <> 't' AND c.relfilenode <> 0 AND pg_relation_filenode(c.oid) <> c.relfilenode
          AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
        ORDER BY 1, 2
        """;

    /// <summary>Schema and name of each, sorted.</summary>
    /// <param name="session">A session whose snapshot the tables were read in.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static Task<List<(string Schema, string Name)>> ReadAsync(PinnedSession session, CancellationToken cancellationToken) =>
        session.ReadAsync(Sql, row => (row.GetString(0), row.GetString(1)), cancellationToken);
}
