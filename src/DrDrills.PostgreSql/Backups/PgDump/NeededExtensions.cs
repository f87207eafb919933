using DrDrills.Backups;
using DrDrills.Errors;
using Npgsql;

namespace DrDrills.PostgreSql.Backups.PgDump;

/// <summary>Extensions that a dump creates, held against those that the target has.</summary>
/// <param name="Untrusted">Those that only a superuser can create.</param>
/// <param name="Notes">What differs from the source without being an obstacle.</param>
internal sealed record NeededExtensions(IReadOnlyList<string> Untrusted, IReadOnlyList<string> Notes)
{
    /// <exception cref="EngineUnavailableException">The target lacks one: an environment gap, not a bad backup (<c>DR3120</c>).</exception>
    public static async Task<NeededExtensions> CheckAsync(
        NpgsqlDataSource admin, string backup, IReadOnlyList<string> names, BackupManifest? manifest, CancellationToken cancellationToken)
    {
        var had = (await Sql.ListAsync(
            admin,
            """
            SELECT e.name::text, e.default_version, coalesce(v.trusted, false)
            FROM pg_catalog.pg_available_extensions e
            LEFT JOIN pg_catalog.pg_available_extension_versions v ON v.name = e.name AND v.version = e.default_version
            WHERE e.name = ANY ($1)
            """,
            row => (Name: row.GetString(0), Version: row.GetString(1), Trusted: row.GetBoolean(2)),
            cancellationToken,
            [.. names]).ConfigureAwait(false)).ToDictionary(extension => extension.Name);
        var missing = names.Where(name => !had.ContainsKey(name)).Order(StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
        {
            throw new EngineUnavailableException(
                "DR3120",
                string.Join(", ", missing),
                $"Backup '{backup}' needs {(missing.Count == 1 ? "extension" : "extensions")} {Quoted(missing)}, which the target does not have.",
                "use the image that production uses, or install the extension's package in the target; nothing is said about the backup.");
        }

        var wanted = manifest?.Extensions.ToDictionary(extension => extension.Name, extension => extension.Version) ?? [];
        return new NeededExtensions(
            [.. names.Where(name => !had[name].Trusted)],
            [
                .. names.Where(name => wanted.TryGetValue(name, out var version) && version != had[name].Version)
                    .Select(name => $"extension '{name}' is version {wanted[name]} at the source and {had[name].Version} in the target"),
            ]);
    }

    private static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));
}
