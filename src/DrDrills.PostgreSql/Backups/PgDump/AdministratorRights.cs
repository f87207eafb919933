using DrDrills.Backups;
using DrDrills.Errors;
using Npgsql;

namespace DrDrills.PostgreSql.Backups.PgDump;

/// <summary>What the target's administrator may do: everything in a server of ours, less on a server that somebody else keeps.</summary>
/// <param name="Name">The role.</param>
/// <param name="IsSuperuser">Whether it may do everything.</param>
/// <param name="MakesRoles">Whether it may create roles.</param>
internal sealed record AdministratorRights(string Name, bool IsSuperuser, bool MakesRoles)
{
    /// <summary>Attributes that only a superuser gives.</summary>
    private static readonly string[] OfSuperusers = ["SUPERUSER", "REPLICATION", "BYPASSRLS"];

    /// <summary>What records say of a restore by such a role.</summary>
    public string? Deviation => IsSuperuser
        ? null
        : $"the target's administrator '{Name}' is no superuser: it restores and verifies as a member of the roles that own the data";

    public static async Task<AdministratorRights> ReadAsync(NpgsqlDataSource admin, CancellationToken cancellationToken) =>
        (await Sql.ListAsync(
            admin,
            "SELECT rolname::text, rolsuper, rolsuper OR rolcreaterole FROM pg_catalog.pg_roles WHERE rolname = current_user",
            row => new AdministratorRights(row.GetString(0), row.GetBoolean(1), row.GetBoolean(2)),
            cancellationToken).ConfigureAwait(false))[0];

    /// <summary>Refuses, before anything is made, roles that this administrator can never make as they were.</summary>
    /// <exception cref="EngineUnavailableException">A role lacks, or needs what only a superuser gives (<c>DR3126</c>).</exception>
    public async Task RefuseImpossibleAsync(
        NpgsqlDataSource admin, string backup, IReadOnlyList<ManifestRole> needed, CancellationToken cancellationToken)
    {
        if (IsSuperuser)
        {
            return;
        }

        var there = (await Sql.ListAsync(admin, "SELECT rolname::text FROM pg_catalog.pg_roles", row => row.GetString(0), cancellationToken)
            .ConfigureAwait(false)).ToHashSet(StringComparer.Ordinal);
        var missing = needed.Where(role => !there.Contains(role.Name)).ToList();
        List<string> impossible =
        [
            .. MakesRoles ? [] : new[] { "create the role that restores (CREATEROLE)" },
            .. missing
                .Select(role => (role.Name, Attributes: string.Join(' ', role.Attributes.Split(' ').Intersect(OfSuperusers))))
                .Where(role => role.Attributes.Length > 0)
                .Select(role => $"create role '{role.Name}' with {role.Attributes}"),
        ];
        if (impossible.Count > 0)
        {
            throw new EngineUnavailableException(
                "DR3126",
                Name,
                $"The target's administrator '{Name}' is no superuser and may not do what backup '{backup}' needs: {string.Join("; ", impossible)}.",
                "let whoever keeps the server create these roles beforehand, or restore with --target local or --target container.");
        }
    }

    /// <summary>Objects that belong to a superuser of the target can be made by a superuser alone.</summary>
    public EngineUnavailableException CannotOwn(string backup, string owner) => new(
        "DR3127",
        Name,
        $"Objects of backup '{backup}' belong to role '{owner}', a superuser of the target, and its administrator '{Name}' is none.",
        "restore with --target local or --target container; nothing is said about the backup.");

    /// <summary>What the server said no to.</summary>
    public EngineUnavailableException MayNot(string backup, PostgresException refused) => new(
        "DR3128",
        Name,
        $"The target's administrator '{Name}' may not do what backup '{backup}' needs: {refused.MessageText}.",
        "grant it, with ADMIN OPTION, the roles that own the data, or restore with --target local or --target container.",
        cause: refused);

    /// <summary>What pg_restore may not do, as nobody there may.</summary>
    public EngineUnavailableException MayNot(string backup, IEnumerable<string> titles, string log) => new(
        "DR3129",
        Name,
        $"The target's administrator '{Name}' is no superuser, and these parts of backup '{backup}' need one: {string.Join("; ", titles)}.",
        "restore with --target local or --target container; nothing is said about the backup.",
        log);
}
