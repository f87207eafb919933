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

    /// <summary>The extensions that the server could install, each with the version that it installs where none is asked for.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ReadAvailableAsync(PinnedSession session, CancellationToken cancellationToken) =>
        (await session.ReadAsync(
            "SELECT name::text, coalesce(default_version, '') FROM pg_available_extensions",
            row => (Name: row.GetString(0), Version: row.GetString(1)),
            cancellationToken).ConfigureAwait(false))
        .ToDictionary(extension => extension.Name, extension => extension.Version, StringComparer.Ordinal);
}
