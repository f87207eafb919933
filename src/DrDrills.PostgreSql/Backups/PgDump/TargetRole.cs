using DrDrills.Backups;
using Npgsql;

namespace DrDrills.PostgreSql.Backups.PgDump;

/// <summary>A role that the target had before the restore.</summary>
/// <param name="Name">Role name.</param>
/// <param name="IsSuperuser">Whether it is a superuser.</param>
/// <param name="IsAdministered">Whether the administrator has ADMIN OPTION on it, by itself or by a role whose rights it inherits.</param>
/// <param name="Memberships">What it is a member of, and what it may do with that.</param>
internal sealed record TargetRole(string Name, bool IsSuperuser, bool IsAdministered, IReadOnlyList<ManifestMembership> Memberships)
{
    /// <summary>What it may do with its membership in a role; null where it has none.</summary>
    public ManifestMembership? MembershipIn(string role) => Memberships.FirstOrDefault(membership => membership.Role == role);

    /// <summary>All of them.</summary>
    /// <param name="admin">Administrator's connections.</param>
    /// <param name="knowsOptions">Whether a membership says whether it is inherited (PostgreSQL 16 and newer).</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<IReadOnlyList<TargetRole>> ReadAsync(
        NpgsqlDataSource admin, bool knowsOptions, CancellationToken cancellationToken)
    {
        var memberships = (await Sql.ListAsync(
            admin,
            $"""
            SELECT r.rolname::text, g.rolname::text, bool_or(m.admin_option),
                   {(knowsOptions ? "bool_or(m.inherit_option), bool_or(m.set_option)" : "NULL::boolean, NULL::boolean")}
            FROM pg_catalog.pg_auth_members m JOIN pg_catalog.pg_roles r ON r.oid = m.member JOIN pg_catalog.pg_roles g ON g.oid = m.roleid
            GROUP BY r.rolname, g.rolname
            """,
            row => (Member: row.GetString(0), Options: new ManifestMembership(row.GetString(1), row.GetBoolean(2), Flag(row, 3), Flag(row, 4))),
            cancellationToken).ConfigureAwait(false)).ToLookup(row => row.Member, row => row.Options, StringComparer.Ordinal);
        return await Sql.ListAsync(
            admin,
            $"""
            WITH RECURSIVE mine AS (
                SELECT oid FROM pg_catalog.pg_roles WHERE rolname = current_user
                UNION SELECT m.roleid FROM pg_catalog.pg_auth_members m JOIN mine ON mine.oid = m.member {(knowsOptions ? "WHERE m.inherit_option" : "")})
            SELECT rolname::text, rolsuper,
                   EXISTS (SELECT FROM pg_catalog.pg_auth_members m JOIN mine ON mine.oid = m.member WHERE m.roleid = r.oid AND m.admin_option)
            FROM pg_catalog.pg_roles r
            """,
            row => new TargetRole(row.GetString(0), row.GetBoolean(1), row.GetBoolean(2), [.. memberships[row.GetString(0)]]),
            cancellationToken).ConfigureAwait(false);

        static bool? Flag(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetBoolean(column);
    }
}
