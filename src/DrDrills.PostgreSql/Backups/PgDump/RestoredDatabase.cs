using DrDrills.Backups;
using DrDrills.Errors;
using Npgsql;

namespace DrDrills.PostgreSql.Backups.PgDump;

/// <summary>The empty database that a dump is restored into: encoding and collation as at the source.</summary>
internal static class RestoredDatabase
{
    private static readonly string[] NoSuchLocale = ["22023", "42809", "0A000", "42704", "22P02"];

    /// <summary>Creates it and names it.</summary>
    /// <returns>Its name: the wanted one, unless the server keeps that for itself (<c>postgres</c>).</returns>
    /// <exception cref="EngineUnavailableException">The target lacks the source's locale or encoding (<c>DR3122</c>).</exception>
    public static Task<string> CreateAsync(
        NpgsqlDataSource admin, string wanted, string? owner, ManifestSource? source, CancellationToken cancellationToken) =>
        CreateAsync(admin, wanted, owner, DatabaseLocale.Of(source), cancellationToken);

    /// <inheritdoc cref="CreateAsync(NpgsqlDataSource, string, string?, ManifestSource?, CancellationToken)"/>
    public static async Task<string> CreateAsync(
        NpgsqlDataSource admin, string wanted, string? owner, DatabaseLocale? locale, CancellationToken cancellationToken)
    {
        var taken = await Sql.ListAsync(
            admin, "SELECT datname::text FROM pg_catalog.pg_database", row => row.GetString(0), cancellationToken).ConfigureAwait(false);
        var name = taken.Contains(wanted) ? $"{wanted}_restored" : wanted;
        var sql = $"CREATE DATABASE {Sql.Name(name)} TEMPLATE template0{(owner is null ? "" : $" OWNER {Sql.Name(owner)}")}{locale?.Options}";
        try
        {
            await Sql.RunAsync(admin, sql, cancellationToken).ConfigureAwait(false);
            return name;
        }
        catch (PostgresException cause) when (locale is not null && NoSuchLocale.Contains(cause.SqlState))
        {
            throw new EngineUnavailableException(
                "DR3122",
                wanted,
                $"The target cannot make a database with {locale}, as '{wanted}' has: {cause.MessageText}.",
                "install the source's locale in the target (locale-gen), or use the image that production uses.",
                cause: cause);
        }
    }
}
