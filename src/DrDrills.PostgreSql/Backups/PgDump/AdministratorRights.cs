using DrDrills.Backups;
using Npgsql;

namespace DrDrills.PostgreSql.Backups.PgDump;

/// <summary>What the target's administrator may do: everything in a server of ours, less on a server that somebody else keeps.</summary>
/// <remarks>
/// Up to PostgreSQL 15 whoever has CREATEROLE may grant every role that is no superuser. From 16 on only the roles that it has ADMIN OPTION on,
/// by itself or through a role whose rights it inherits, among them those that it made; predefined roles are none of these unless somebody
/// granted them so. It may hand on the attributes that it has itself (PostgreSQL 16, chapter 22.2 and CREATE ROLE).
/// </remarks>
internal sealed partial class AdministratorRights
{
    private const int FirstWithAdminOptionAlone = 160000;

    private readonly int _version;
    private readonly HashSet<string> _attributes;
    private readonly Dictionary<string, TargetRole> _there;

    private AdministratorRights(string name, int version, HashSet<string> attributes, Dictionary<string, TargetRole> there)
    {
        Name = name;
        _version = version;
        _attributes = attributes;
        _there = there;
    }

    /// <summary>The role.</summary>
    public string Name { get; }

    /// <summary>Whether it may do everything.</summary>
    public bool IsSuperuser => _attributes.Contains("SUPERUSER");

    /// <summary>What a grant says beside its names, so that a member has the rights of its group whatever its attributes are.</summary>
    public string Joining => KnowsOptions ? " WITH INHERIT TRUE, SET TRUE" : "";

    /// <summary>Whether a role that it makes is one that it may grant on (PostgreSQL 16 and newer), without a grant of its own.</summary>
    public bool AdministersWhatItMakes => KnowsOptions;

    /// <summary>What records say of a restore by such a role.</summary>
    public string? Deviation => IsSuperuser
        ? null
        : $"the target's administrator '{Name}' is no superuser: it restores and verifies as a member of the roles that own the data";

    private bool KnowsOptions => _version >= FirstWithAdminOptionAlone;

    public static async Task<AdministratorRights> ReadAsync(NpgsqlDataSource admin, CancellationToken cancellationToken)
    {
        var (name, version, attributes) = (await Sql.ListAsync(
            admin,
            """
            SELECT rolname::text, pg_catalog.current_setting('server_version_num')::int,
                   concat_ws(' ', CASE WHEN rolsuper THEN 'SUPERUSER' END, CASE WHEN rolcreaterole THEN 'CREATEROLE' END,
                       CASE WHEN rolcreatedb THEN 'CREATEDB' END, CASE WHEN rolreplication THEN 'REPLICATION' END,
                       CASE WHEN rolbypassrls THEN 'BYPASSRLS' END, CASE WHEN rolinherit THEN 'INHERIT' END)
            FROM pg_catalog.pg_roles WHERE rolname = current_user
            """,
            row => (row.GetString(0), row.GetInt32(1), row.GetString(2).Split(' ').ToHashSet(StringComparer.Ordinal)),
            cancellationToken).ConfigureAwait(false))[0];
        var there = await TargetRole.ReadAsync(admin, version >= FirstWithAdminOptionAlone, cancellationToken).ConfigureAwait(false);
        return new AdministratorRights(name, version, attributes, there.ToDictionary(role => role.Name, StringComparer.Ordinal));
    }

    /// <summary>The role as it was in the target before the restore; null where it was not.</summary>
    public TargetRole? Find(string role) => _there.GetValueOrDefault(role);

    /// <summary>Whether it may make others members of a role. One that was not there is one that it makes itself, and may grant.</summary>
    public bool MayGrant(string role) =>
        IsSuperuser || Find(role) is not { } there || (!there.IsSuperuser && (!KnowsOptions || there.IsAdministered));

    /// <summary>The grant of a membership, with what the role could do with it at the source, as this server takes it.</summary>
    public string Grant(string group, ManifestRole role)
    {
        var known = role.MembershipIn(group);
        if (!KnowsOptions)
        {
            return $"GRANT {Sql.Name(group)} TO {Sql.Name(role.Name)}{(known is { Admin: true } ? " WITH ADMIN OPTION" : "")}";
        }

        // Whoever has ADMIN OPTION has it of somebody, and nobody may give it back to whom it came from.
        var has = Find(role.Name)?.MembershipIn(group) is { Admin: true };
        var options = (known?.ToString() ?? "").Split(", ").Where(option => option.Length > 0 && !(has && option == "ADMIN TRUE")).ToList();
        return $"GRANT {Sql.Name(group)} TO {Sql.Name(role.Name)}{(options.Count == 0 ? "" : $" WITH {string.Join(", ", options)}")}";
    }

    /// <summary>Whether a role of the target is already what a membership would make of it.</summary>
    public bool Has(ManifestRole role, string group)
    {
        var wanted = role.MembershipIn(group);
        return Find(role.Name)?.MembershipIn(group) is { } had
            && (wanted is null || (Suffices(had.Admin, wanted.Admin) && Suffices(had.Inherit, wanted.Inherit) && Suffices(had.Set, wanted.Set)));

        static bool Suffices(bool? had, bool? wanted) => had != false || wanted != true;
    }
}
