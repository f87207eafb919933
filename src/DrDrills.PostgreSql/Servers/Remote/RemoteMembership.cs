using Npgsql;

namespace DrDrills.PostgreSql.Servers.Remote;

/// <summary>One grant of a role to the administrator of a remote server, of those that it could have made itself.</summary>
/// <remarks>PostgreSQL 16 and newer keep one for each grantor, and REVOKE takes back that one alone; before, there was one for all.</remarks>
/// <param name="Role">The role that it is a member of.</param>
/// <param name="Grantor">Who granted it; empty before PostgreSQL 16.</param>
/// <param name="Options">What it may do with that, as GRANT says it; empty before PostgreSQL 16.</param>
internal sealed record RemoteMembership(string Role, string Grantor, string Options)
{
    private const int FirstWithGrantors = 160000;

    private const string Any = """
        SELECT g.rolname::text, '', '' FROM pg_catalog.pg_auth_members m JOIN pg_catalog.pg_roles g ON g.oid = m.roleid
        WHERE m.member = (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = current_user)
        """;

    private const string OfGrantors = """
        SELECT g.rolname::text, b.rolname::text, 'INHERIT ' || upper(m.inherit_option::text) || ', SET ' || upper(m.set_option::text)
        FROM pg_catalog.pg_auth_members m JOIN pg_catalog.pg_roles g ON g.oid = m.roleid JOIN pg_catalog.pg_roles b ON b.oid = m.grantor
        WHERE m.member = (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = current_user)
          AND pg_catalog.pg_has_role(current_user, m.grantor, 'USAGE')
        """;

    /// <summary>What takes it back.</summary>
    public string Revoke => $"REVOKE {Backups.Sql.Name(Role)} FROM CURRENT_USER{By}";

    /// <summary>What makes it what it is, where it has become another.</summary>
    public string Restore => $"GRANT {Backups.Sql.Name(Role)} TO CURRENT_USER WITH {Options}{By}";

    private string By => Grantor.Length == 0 ? "" : $" GRANTED BY {Backups.Sql.Name(Grantor)}";

    /// <summary>All that there are.</summary>
    public static async Task<IReadOnlyList<RemoteMembership>> ReadAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        var version = await RemoteContents.ScalarAsync<int>(
            source, "SELECT pg_catalog.current_setting('server_version_num')::int", cancellationToken).ConfigureAwait(false);
        return await Backups.Sql.ListAsync(
            source,
            version >= FirstWithGrantors ? OfGrantors : Any,
            row => new RemoteMembership(row.GetString(0), row.GetString(1), row.GetString(2)),
            cancellationToken).ConfigureAwait(false);
    }
}
