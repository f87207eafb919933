using Npgsql;

namespace DrDrills.PostgreSql.Servers;

/// <summary>What a server brings along for a restored database: extensions that can be had, and the libraries that order its text.</summary>
/// <remarks>
/// ICU tells the version of its collation data by any of its collations; glibc tells its own by a locale other than C, and where the server
/// has none, by <c>getconf</c> run on its side.
/// </remarks>
internal static class TargetLibraries
{
    private const string ExtensionsSql =
        "SELECT name || ' ' || default_version FROM pg_catalog.pg_available_extensions ORDER BY name COLLATE \"C\"";

    private const string LibrariesSql = """
        SELECT collprovider::text, max(pg_catalog.pg_collation_actual_version(oid))
        FROM pg_catalog.pg_collation WHERE collprovider IN ('c', 'i') GROUP BY 1 ORDER BY 1
        """;

    public static Task<IReadOnlyList<string>> ExtensionsAsync(NpgsqlDataSource source, CancellationToken cancellationToken) =>
        Backups.Sql.ListAsync(source, ExtensionsSql, row => row.GetString(0), cancellationToken);

    /// <summary>"glibc 2.36, ICU collations 153.120"; null where the server tells neither.</summary>
    /// <param name="source">Connections to the server; as superuser where <paramref name="sharedFolder"/> is given.</param>
    /// <param name="sharedFolder">A folder, under the same path for both, that the server may write to; null where there is none.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    public static async Task<string?> VersionsAsync(
        NpgsqlDataSource source, DirectoryInfo? sharedFolder, CancellationToken cancellationToken)
    {
        var told = (await Backups.Sql.ListAsync(
            source, LibrariesSql, row => (Provider: row.GetString(0), Version: row.IsDBNull(1) ? null : row.GetString(1)), cancellationToken)
            .ConfigureAwait(false)).Where(library => library.Version is not null).ToDictionary(library => library.Provider, library => library.Version!);
        var glibc = told.TryGetValue("c", out var version) ? $"glibc {version}"
            : sharedFolder is null ? null
            : await AskSystemAsync(source, sharedFolder, cancellationToken).ConfigureAwait(false);
        var both = string.Join(", ", new[] { glibc, told.TryGetValue("i", out var icu) ? $"ICU collations {icu}" : null }.OfType<string>());
        return both.Length == 0 ? null : both;
    }

    private static async Task<string?> AskSystemAsync(NpgsqlDataSource superuser, DirectoryInfo sharedFolder, CancellationToken cancellationToken)
    {
        var answer = Path.Combine(sharedFolder.FullName, "libc.txt");
        try
        {
            await Backups.Sql.RunAsync(
                superuser,
                $"COPY (SELECT 1) TO PROGRAM {Backups.Sql.Text($"getconf GNU_LIBC_VERSION > '{answer}' 2>/dev/null; cat > /dev/null")}",
                cancellationToken).ConfigureAwait(false);
            var text = (await File.ReadAllTextAsync(answer, cancellationToken).ConfigureAwait(false)).Trim();
            return text.StartsWith("glibc ", StringComparison.Ordinal) ? text : null;
        }
        catch (Exception impossible) when (impossible is NpgsqlException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
        finally
        {
            File.Delete(answer);
        }
    }
}
