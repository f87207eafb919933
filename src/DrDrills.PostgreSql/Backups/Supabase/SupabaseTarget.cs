using System.Globalization;
using DrDrills.Backups;
using DrDrills.PostgreSql.Backups.PgDump;
using Npgsql;

namespace DrDrills.PostgreSql.Backups.Supabase;

/// <summary>Makes of an empty database what a new hosted project is to these scripts: roles, schemas, extensions, the platform's tables.</summary>
/// <remarks>
/// The platform's tables are made with the columns that the data script fills and the types that the platform publishes; its own constraints,
/// triggers, policies and code are not. Its functions that scripts call are made so that they answer the same and act on nothing: a webhook of
/// the copy sends nothing.
/// </remarks>
internal sealed class SupabaseTarget(SupabaseContents contents, string backup)
{
    /// <summary>Extensions that the target lacks and that only the platform's schemas need.</summary>
    public IReadOnlyList<string> Lacking { get; private set; } = [];

    /// <summary>What was done otherwise than a new project does it.</summary>
    public List<string> Deviations { get; } = [];

    /// <summary>Roles that the scripts take for granted: the platform's and the project's own.</summary>
    public IReadOnlyList<ManifestRole> Roles { get; } = RolesOf(contents);

    /// <summary>Looks for the extensions before anything is made.</summary>
    /// <exception cref="Errors.EngineUnavailableException">The target lacks one that the project's own schemas need (<c>DR3120</c>).</exception>
    public async Task CheckExtensionsAsync(NpgsqlDataSource admin, BackupManifest? manifest, CancellationToken cancellationToken)
    {
        var available = (await Sql.ListAsync(
            admin, "SELECT name::text FROM pg_catalog.pg_available_extensions", row => row.GetString(0), cancellationToken).ConfigureAwait(false)).ToHashSet();
        Lacking = [.. contents.Extensions.Select(extension => extension.Name)
            .Where(name => SupabasePlatform.Extensions.ContainsKey(name) && !available.Contains(name)).Distinct().Order(StringComparer.Ordinal)];
        var needed = await NeededExtensions.CheckAsync(
            admin, backup, [.. contents.Extensions.Select(extension => extension.Name).Except(Lacking)], manifest, cancellationToken).ConfigureAwait(false);
        Deviations.AddRange(needed.Notes);
        if (Lacking.Count > 0)
        {
            Deviations.Add($"not created, because the target lacks them and only the platform's own schemas need them: {string.Join(", ", Lacking)}");
        }
    }

    /// <summary>Makes everything, as administrator, once the roles are there.</summary>
    public async Task PrepareAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        var schemas = SupabasePlatform.Schemas
            .Concat(contents.Tables.Select(table => (Name: table.Schema, Owner: SupabasePlatform.Admin))
                .Where(schema => SupabasePlatform.ShareOf(schema.Name, contents.Defined) != SupabaseShare.All))
            .DistinctBy(schema => schema.Name);
        foreach (var (name, owner) in schemas)
        {
            await Sql.RunAsync(
                database,
                $"CREATE SCHEMA {Sql.Name(name)} AUTHORIZATION {Sql.Name(owner)}; GRANT USAGE ON SCHEMA {Sql.Name(name)} TO "
                + string.Join(", ", new[] { SupabasePlatform.Owner, "anon", "authenticated", "service_role", KeeperOf(name) }.Distinct()),
                cancellationToken).ConfigureAwait(false);
        }

        foreach (var (name, schema) in contents.Extensions.Where(extension => !Lacking.Contains(extension.Name)))
        {
            await CreateExtensionAsync(database, name, schema, cancellationToken).ConfigureAwait(false);
        }

        await Sql.RunAsync(
            database,
            SupabaseEnumerations.Create(contents.Data.SelectMany(script => script.Labels).ToLookup(found => found.Type, found => found.Label), contents.Defined),
            cancellationToken).ConfigureAwait(false);
        var tables = await CreateTablesAsync(database, cancellationToken).ConfigureAwait(false);
        await CreateSequencesAsync(database, cancellationToken).ConfigureAwait(false);
        await Sql.RunAsync(database, SupabaseFunctions.Create, cancellationToken).ConfigureAwait(false);
        Deviations.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"the target was prepared as a new Supabase project: {Roles.Count(role => SupabasePlatform.IsRole(role.Name))} roles, {SupabasePlatform.Schemas.Count} schemas, ")
            + $"and of the platform's tables {string.Join(", ", tables)} with the columns that the data fills; the platform's own constraints, policies, "
            + "triggers and code are not there, so of these schemas rows alone are proven");
        Deviations.Add(
            "a new hosted project grants anon, authenticated and service_role everything on what 'postgres' makes in public; here grants are as the scripts say");
    }

    private static List<ManifestRole> RolesOf(SupabaseContents contents)
    {
        var named = contents.Schemas.SelectMany(script => script.PlatformRoles).Select(name => new ManifestRole(name, "", []));
        // A platform's role keeps its own attributes; a membership that the script gives it counts.
        return [.. SupabasePlatform.Roles.Concat(contents.Roles.Roles).Concat(named).GroupBy(role => role.Name).Select(group =>
            group.SelectMany(role => role.Memberships ?? []).Aggregate(
                group.First() with { MemberOf = [.. group.SelectMany(role => role.MemberOf).Distinct()] },
                (joined, membership) => joined.Joining(membership)))];
    }

    private static async Task CreateExtensionAsync(NpgsqlDataSource database, string name, string? schema, CancellationToken cancellationToken)
    {
        var place = schema is null or "pg_catalog" ? "" : $" SCHEMA {Sql.Name(schema)}";
        var make = place.Length == 0 || schema == "public" ? "" : $"CREATE SCHEMA IF NOT EXISTS {Sql.Name(schema!)} AUTHORIZATION {Sql.Name(SupabasePlatform.Owner)};";
        await Sql.RunAsync(database, $"{make}CREATE EXTENSION IF NOT EXISTS {Sql.Name(name)}{place}", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Those that data fills, and those that the definitions lean on: a foreign key to <c>auth.users</c>, say.</summary>
    private async Task<IReadOnlyList<string>> CreateTablesAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        var filled = contents.Tables
            .Where(table => SupabasePlatform.ShareOf(table.Schema, contents.Defined) != SupabaseShare.All)
            .ToDictionary(table => (table.Schema, table.Name), table => table.Columns);
        var wanted = filled.Keys
            .Concat(contents.Schemas.SelectMany(script => script.Mentioned))
            .Concat([("auth", "users"), ("storage", "buckets"), ("storage", "objects"), ("realtime", "messages")])
            .Where(table => !contents.Defined.Contains(table.Item1) && (filled.ContainsKey(table) || SupabaseColumns.Knows(table.Item1, table.Item2)))
            .Distinct().Order().ToList();
        foreach (var (schema, name) in wanted)
        {
            var columns = SupabaseColumns.Of(schema, name, filled.GetValueOrDefault((schema, name)));
            var quoted = $"{Sql.Name(schema)}.{Sql.Name(name)}";
            await Sql.RunAsync(
                database,
                $"""
                CREATE TABLE {quoted} ({string.Join(", ", columns.Select(column => column.Definition))});
                ALTER TABLE {quoted} OWNER TO {KeeperOf(schema)};
                GRANT ALL ON {quoted} TO {SupabasePlatform.Owner}, service_role;
                """,
                cancellationToken).ConfigureAwait(false);
        }

        return [.. wanted.Select(table => $"{table.Item1}.{table.Item2}")];
    }

    private async Task CreateSequencesAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        foreach (var (schema, name) in contents.Data.SelectMany(script => script.Sequences)
            .Where(sequence => SupabasePlatform.ShareOf(sequence.Schema, contents.Defined) != SupabaseShare.All).Distinct())
        {
            var quoted = $"{Sql.Name(schema)}.{Sql.Name(name)}";
            await Sql.RunAsync(
                database,
                $"CREATE SEQUENCE {quoted}; ALTER SEQUENCE {quoted} OWNER TO {KeeperOf(schema)}; GRANT ALL ON {quoted} TO {SupabasePlatform.Owner}",
                cancellationToken).ConfigureAwait(false);
        }
    }

    private static string KeeperOf(string schema) => schema switch
    {
        "auth" => "supabase_auth_admin",
        "storage" => "supabase_storage_admin",
        "realtime" => "supabase_realtime_admin",
        "supabase_functions" => "supabase_functions_admin",
        _ => SupabasePlatform.Admin,
    };
}
