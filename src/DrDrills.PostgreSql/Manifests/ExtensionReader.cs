using DrDrills.Backups;
using DrDrills.PostgreSql.Digests;

namespace DrDrills.PostgreSql.Manifests;

/// <summary>Reads the extensions of a database.</summary>
internal static class ExtensionReader
{
    private const string Sql = """
        SELECT e.extname::text, e.extversion, n.nspname::text,
               coalesce((SELECT bool_or(v.trusted) FROM pg_available_extension_versions v
                         WHERE v.name = e.extname AND v.version = e.extversion), false)
        FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
        ORDER BY e.extname COLLATE "C"
        """;

    /// <summary>Extensions installed in the database.</summary>
    public static async Task<IReadOnlyList<ManifestExtension>> ReadAsync(
        PinnedSession session, CancellationToken cancellationToken) =>
        await session.ReadAsync(
            Sql,
            row => new ManifestExtension(row.GetString(0), row.GetString(1), row.GetString(2), row.GetBoolean(3)),
            cancellationToken).ConfigureAwait(false);

    /// <summary>Names of the extensions that the server could install.</summary>
    public static async Task<IReadOnlySet<string>> ReadAvailableAsync(PinnedSession session, CancellationToken cancellationToken) =>
        (await session.ReadAsync(
            "SELECT name::text FROM pg_available_extensions", row => row.GetString(0), cancellationToken).ConfigureAwait(false))
        .ToHashSet(StringComparer.Ordinal);
}
