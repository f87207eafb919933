using System.Data.Common;
using DrDrills.Backups;
using DrDrills.PostgreSql.Digests;

namespace DrDrills.PostgreSql.Manifests;

/// <summary>Reads roles; never a password.</summary>
/// <remarks>Predefined roles (<c>pg_…</c>) are the server's own and only appear as what others are members of.</remarks>
internal static class RoleReader
{
    private const string Needed = """
        WITH RECURSIVE db AS (SELECT oid, datdba FROM pg_database WHERE datname = current_database()),
        named AS (
            SELECT d.refobjid AS oid FROM pg_shdepend d, db
            WHERE d.refclassid = 'pg_authid'::regclass
              AND (d.dbid = db.oid OR (d.dbid = 0 AND d.classid = 'pg_database'::regclass AND d.objid = db.oid))
            UNION SELECT datdba FROM db
            -- Dependencies on the bootstrap superuser are not recorded, so owners are asked for by themselves.
            UNION SELECT c.relowner FROM pg_class c WHERE c.oid >= 16384 AND c.relpersistence <> 't'
            UNION SELECT p.proowner FROM pg_proc p WHERE p.oid >= 16384
            UNION SELECT n.nspowner FROM pg_namespace n WHERE n.oid >= 16384
            UNION SELECT t.typowner FROM pg_type t WHERE t.oid >= 16384
            UNION SELECT s.setrole FROM pg_db_role_setting s, db WHERE s.setdatabase = db.oid AND s.setrole <> 0),
        needed AS (
            SELECT oid FROM named UNION SELECT m.roleid FROM pg_auth_members m JOIN needed ON needed.oid = m.member)
        SELECT oid FROM needed
        """;

    private const int FirstWithOptions = 160000;

    private const string Sql = """
        SELECT r.rolname::text,
               concat_ws(' ',
                   CASE WHEN r.rolsuper THEN 'SUPERUSER' END,
                   CASE WHEN r.rolinherit THEN 'INHERIT' ELSE 'NOINHERIT' END,
                   CASE WHEN r.rolcreaterole THEN 'CREATEROLE' END,
                   CASE WHEN r.rolcreatedb THEN 'CREATEDB' END,
                   CASE WHEN r.rolcanlogin THEN 'LOGIN' ELSE 'NOLOGIN' END,
                   CASE WHEN r.rolreplication THEN 'REPLICATION' END,
                   CASE WHEN r.rolbypassrls THEN 'BYPASSRLS' END,
                   CASE WHEN r.rolconnlimit >= 0 THEN 'CONNECTION LIMIT ' || r.rolconnlimit END,
                   'VALID UNTIL ' || quote_literal(r.rolvaliduntil)),
               ARRAY(SELECT DISTINCT g.rolname::text COLLATE "C" FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
                     WHERE m.member = r.oid ORDER BY 1),
               ARRAY(SELECT concat_ws(' ', CASE WHEN bool_or(m.admin_option) THEN 'ADMIN' END{0})
                     FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
                     WHERE m.member = r.oid GROUP BY g.rolname ORDER BY g.rolname::text COLLATE "C")
        FROM pg_roles r
        WHERE r.rolname !~ '^pg_'
        """;

    /// <summary>Of a membership that several grantors gave, a role has what any of them gives.</summary>
    private const string Options =
        ", CASE WHEN bool_or(m.inherit_option) THEN 'INHERIT' END, CASE WHEN bool_or(m.set_option) THEN 'SET' END";

    /// <summary>Roles that own, are granted to, or are named by something in the database, and the roles they belong to.</summary>
    public static async Task<IReadOnlyList<ManifestRole>> ReadNeededAsync(
        PinnedSession session, CancellationToken cancellationToken) =>
        await ReadAsync(session, $" AND r.oid IN ({Needed})", cancellationToken).ConfigureAwait(false);

    /// <summary>Every role of the server.</summary>
    public static async Task<IReadOnlyList<ManifestRole>> ReadAllAsync(
        PinnedSession session, CancellationToken cancellationToken) =>
        await ReadAsync(session, "", cancellationToken).ConfigureAwait(false);

    private static async Task<IReadOnlyList<ManifestRole>> ReadAsync(PinnedSession session, string which, CancellationToken cancellationToken)
    {
        var knowsOptions = await session.ServerVersionNumberAsync(cancellationToken).ConfigureAwait(false) >= FirstWithOptions;
        return await session.ReadAsync(
            $"""{Sql.Replace("{0}", knowsOptions ? Options : "", StringComparison.Ordinal)}{which} ORDER BY r.rolname COLLATE "C" """,
            row => Read(row, knowsOptions),
            cancellationToken).ConfigureAwait(false);
    }

    private static ManifestRole Read(DbDataReader row, bool knowsOptions)
    {
        var groups = row.GetFieldValue<string[]>(2);
        var options = row.GetFieldValue<string[]>(3).Select(words => words.Split(' ')).ToList();
        return new ManifestRole(row.GetString(0), row.GetString(1), groups)
        {
            Memberships = groups.Length == 0
                ? null
                : [.. groups.Zip(options, (group, words) => new ManifestMembership(
                    group,
                    words.Contains("ADMIN"),
                    knowsOptions ? words.Contains("INHERIT") : null,
                    knowsOptions ? words.Contains("SET") : null))],
        };
    }
}
