using DrDrills.Backups;
using DrDrills.PostgreSql.Digests;

namespace DrDrills.PostgreSql.Manifests;

/// <summary>Reads the collations that columns and indexes of a database use, with the version of the library that orders them now.</summary>
/// <remarks>The database's default collation is named <c>default</c>. C, POSIX and ucs_basic order by bytes and never change.</remarks>
internal static class CollationReader
{
    private const string UsedSql = """
        WITH used AS (
            SELECT a.attcollation AS oid FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE a.attcollation <> 0 AND c.relkind IN ('r', 'm', 'p') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
            UNION
            SELECT unnest(i.indcollation) FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema')
        """;

    private const string RestSql = """
        FROM pg_database d WHERE d.datname = current_database() AND EXISTS (SELECT FROM used WHERE oid = 100)
        UNION ALL
        SELECT n.nspname || '.' || l.collname, CASE l.collprovider WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END,
               l.collversion, pg_collation_actual_version(l.oid)
        FROM used JOIN pg_collation l ON l.oid = used.oid JOIN pg_namespace n ON n.oid = l.collnamespace
        WHERE used.oid <> 100 AND l.collname NOT IN ('C', 'POSIX', 'ucs_basic')
        ORDER BY 1
        """;

    /// <summary>Collations in use with the version that the server recorded for them, which ordered the data.</summary>
    public static async Task<IReadOnlyList<ManifestCollation>> ReadRecordedAsync(
        PinnedSession session, CancellationToken cancellationToken) =>
        await ReadAsync(session, 2, cancellationToken).ConfigureAwait(false);

    /// <summary>Collations in use with the version of the library that this server runs with.</summary>
    public static async Task<IReadOnlyList<ManifestCollation>> ReadActualAsync(
        PinnedSession session, CancellationToken cancellationToken) =>
        await ReadAsync(session, 3, cancellationToken).ConfigureAwait(false);

    private static async Task<List<ManifestCollation>> ReadAsync(
        PinnedSession session, int versionColumn, CancellationToken cancellationToken)
    {
        // Databases have a collation version of their own since PostgreSQL 15.
        var versions = await session.ServerVersionNumberAsync(cancellationToken).ConfigureAwait(false) >= 150000
            ? "d.datcollversion, pg_database_collation_actual_version(d.oid)"
            : "NULL, NULL";
        var sql = $"""
            {UsedSql}
            SELECT 'default', CASE to_jsonb(d)->>'datlocprovider' WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END, {versions}
            {RestSql}
            """;
        return await session.ReadAsync(
            sql,
            row => new ManifestCollation(
                row.GetString(0), row.GetString(1), row.IsDBNull(versionColumn) ? null : row.GetString(versionColumn)),
            cancellationToken).ConfigureAwait(false);
    }
}
