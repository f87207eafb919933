using DrDrills.Backups;
using DrDrills.Errors;
using Npgsql;

namespace DrDrills.PostgreSql.Backups.PgDump;

/// <summary>The empty database that a dump is restored into: encoding and collation as at the source.</summary>
internal static class RestoredDatabase
{
    /// <summary>Creates it and names it.</summary>
    /// <returns>Its name: the wanted one, unless the server keeps that for itself (<c>postgres</c>).</returns>
    /// <exception cref="EngineUnavailableException">The target lacks the source's locale or encoding (<c>DR3122</c>).</exception>
    public static async Task<string> CreateAsync(
        NpgsqlDataSource admin, string wanted, string? owner, ManifestSource? source, CancellationToken cancellationToken)
    {
        var taken = await Sql.ListAsync(
            admin, "SELECT datname::text FROM pg_catalog.pg_database", row => row.GetString(0), cancellationToken).ConfigureAwait(false);
        var name = taken.Contains(wanted) ? $"{wanted}_restored" : wanted;
        var sql = $"CREATE DATABASE {Sql.Name(name)} TEMPLATE template0{(owner is null ? "" : $" OWNER {Sql.Name(owner)}")}"
            + (source is null ? "" : Locale(source));
        try
        {
            await Sql.RunAsync(admin, sql, cancellationToken).ConfigureAwait(false);
            return name;
        }
        catch (PostgresException cause) when (source is not null && cause.SqlState is "22023" or "42809" or "0A000" or "42704" or "22P02")
        {
            throw new EngineUnavailableException(
                "DR3122",
                source!.Database,
                $"The target cannot make a database with encoding {source.Encoding}, {source.CollationProvider} collation '{source.Collation}' "
                + $"and character type '{source.CharacterType}', as '{source.Database}' has: {cause.MessageText}.",
                "install the source's locale in the target (locale-gen), or use the image that production uses.",
                cause: cause);
        }
    }

    private static string Locale(ManifestSource source)
    {
        var encoding = $" ENCODING {Sql.Text(source.Encoding)}";
        return source.CollationProvider switch
        {
            "icu" => $"{encoding} LOCALE_PROVIDER icu ICU_LOCALE {Sql.Text(source.Collation)} LC_COLLATE {Sql.Text(source.CharacterType)}"
                + $" LC_CTYPE {Sql.Text(source.CharacterType)}",
            "builtin" => $"{encoding} LOCALE_PROVIDER builtin BUILTIN_LOCALE {Sql.Text(source.Collation)}"
                + $" LC_COLLATE {Sql.Text(source.CharacterType)} LC_CTYPE {Sql.Text(source.CharacterType)}",
            _ => $"{encoding} LC_COLLATE {Sql.Text(source.Collation)} LC_CTYPE {Sql.Text(source.CharacterType)}",
        };
    }
}
