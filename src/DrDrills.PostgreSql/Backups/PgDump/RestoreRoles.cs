using System.Security.Cryptography;
using System.Text.RegularExpressions;
using DrDrills.Backups;
using DrDrills.PostgreSql.Servers;
using Npgsql;

namespace DrDrills.PostgreSql.Backups.PgDump;

/// <summary>The roles of one restore: those that the backup needs, and two of ours that go again.</summary>
/// <remarks>
/// The restorer is no superuser; it is a member of every role that owns something, so it may hand objects over. A new owner must be allowed to
/// create in the schema and database: all owners are members of the creator for as long as the restore lasts, and only the creator is granted
/// that, so that taking it away again cannot touch a grant of the backup's own. Attributes of the needed roles (superuser among them) are given
/// only after the last statement of the backup has run.
/// </remarks>
internal sealed partial class RestoreRoles
{
    private readonly IPostgresServer _server;
    private readonly IReadOnlyList<ManifestRole> _needed;
    private readonly List<string> _made = [];
    private readonly HashSet<string> _superusers = [];

    private RestoreRoles(IPostgresServer server, IReadOnlyList<ManifestRole> needed, string suffix)
    {
        _server = server;
        _needed = needed;
        Restorer = $"drdrills_restorer_{suffix}";
        Creator = $"drdrills_creator_{suffix}";
    }

    /// <summary>Restores; no superuser.</summary>
    public string Restorer { get; }

    /// <summary>Holds the right to create, for all new owners.</summary>
    public string Creator { get; }

    /// <summary>The restorer's password where the server does not trust, else null.</summary>
    public string? Password { get; private set; }

    /// <summary>Why the restorer cannot be used and the administrator restores; null where it can.</summary>
    public string? OnlyAdministrator { get; private set; }

    /// <summary>Whether the restorer may act as this role.</summary>
    public bool MayActAs(string name) => _needed.Any(role => role.Name == name) && !_superusers.Contains(name);

    public static async Task<RestoreRoles> CreateAsync(
        IPostgresServer server, NpgsqlDataSource admin, IReadOnlyList<ManifestRole> needed, Func<string, bool> owns,
        CancellationToken cancellationToken)
    {
        var roles = new RestoreRoles(server, needed, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4)));
        await roles.CreateAsync(admin, owns, cancellationToken).ConfigureAwait(false);
        return roles;
    }

    private async Task CreateAsync(NpgsqlDataSource admin, Func<string, bool> owns, CancellationToken cancellationToken)
    {
        var existing = (await Sql.ListAsync(
            admin, "SELECT rolname::text, rolsuper FROM pg_catalog.pg_roles", row => (Name: row.GetString(0), Super: row.GetBoolean(1)),
            cancellationToken).ConfigureAwait(false)).ToDictionary(role => role.Name, role => role.Super);
        _superusers.UnionWith(existing.Where(role => role.Value).Select(role => role.Key));
        foreach (var role in _needed.Where(role => !existing.ContainsKey(role.Name)))
        {
            await Sql.RunAsync(admin, $"CREATE ROLE {Sql.Name(role.Name)} NOLOGIN INHERIT", cancellationToken).ConfigureAwait(false);
            _made.Add(role.Name);
        }

        var superuser = _needed.FirstOrDefault(role => _superusers.Contains(role.Name) && owns(role.Name));
        OnlyAdministrator = superuser is not null
            ? $"the backup's objects belong to role '{superuser.Name}', which is a superuser of the target"
            : null;
        var probe = _server.ConnectAs("postgres", Restorer);
        if (probe is null)
        {
            Password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        }
        else
        {
            await probe.DisposeAsync().ConfigureAwait(false);
        }

        await Sql.RunAsync(
            admin,
            $"CREATE ROLE {Creator} NOLOGIN;"
            + $"CREATE ROLE {Restorer} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE BYPASSRLS INHERIT{(Password is null ? "" : $" PASSWORD '{Password}'")};"
            + $"GRANT {Creator} TO {Restorer}",
            cancellationToken).ConfigureAwait(false);
        foreach (var role in _needed.Where(role => !_superusers.Contains(role.Name)))
        {
            await Sql.RunAsync(admin, $"GRANT {Sql.Name(role.Name)} TO {Restorer}", cancellationToken).ConfigureAwait(false);
            if (!role.Name.StartsWith("pg_", StringComparison.Ordinal))
            {
                await Sql.RunAsync(admin, $"GRANT {Creator} TO {Sql.Name(role.Name)}", cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Lets every owner create in the database, in <c>public</c>, and in each schema from the moment that the backup makes it.</summary>
    public async Task OpenSchemasAsync(NpgsqlDataSource admin, string database, CancellationToken cancellationToken) =>
        await Sql.RunAsync(
            admin,
            $$"""
            GRANT CREATE ON DATABASE {{Sql.Name(database)}} TO {{Creator}};
            DO $do$ BEGIN
                IF EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = 'public') THEN
                    GRANT USAGE, CREATE ON SCHEMA public TO {{Creator}};
                END IF;
            END $do$;
            CREATE SCHEMA {{Creator}};
            GRANT USAGE ON SCHEMA {{Creator}} TO PUBLIC;
            CREATE FUNCTION {{Creator}}.open_schema() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER
            SET search_path = pg_catalog, pg_temp AS $body$
            DECLARE made record;
            BEGIN
                FOR made IN SELECT n.nspname FROM pg_event_trigger_ddl_commands() c JOIN pg_namespace n ON n.oid = c.objid
                    WHERE c.classid = 'pg_namespace'::regclass
                LOOP
                    EXECUTE format('GRANT USAGE, CREATE ON SCHEMA %I TO %I', made.nspname, '{{Creator}}');
                END LOOP;
            END $body$;
            CREATE EVENT TRIGGER {{Creator}} ON ddl_command_end WHEN TAG IN ('CREATE SCHEMA') EXECUTE FUNCTION {{Creator}}.open_schema();
            """,
            cancellationToken).ConfigureAwait(false);

    /// <summary>
    /// Makes superusers of the needed roles that were superusers at the source, before the administrator restores what no other may own
    /// (an event trigger, say). Without a manifest nothing says who was one; then only <c>postgres</c> is taken for it.
    /// </summary>
    public async Task GiveSuperuserAsync(NpgsqlDataSource admin, CancellationToken cancellationToken)
    {
        foreach (var role in _needed.Where(role => _made.Contains(role.Name) && WasSuperuser(role)))
        {
            await Sql.RunAsync(admin, $"ALTER ROLE {Sql.Name(role.Name)} SUPERUSER", cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Takes our roles and grants away, and gives the needed roles their attributes and memberships.</summary>
    /// <param name="admin">The restored database.</param>
    /// <param name="heir">Who gets what nobody was named for: extensions, and the database where its owner is not known.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task CloseAsync(NpgsqlDataSource admin, string? heir, CancellationToken cancellationToken)
    {
        await Sql.RunAsync(
            admin,
            $"""
            DROP EVENT TRIGGER {Creator};
            DROP SCHEMA {Creator} CASCADE;
            REASSIGN OWNED BY {Restorer} TO {(heir is null ? "CURRENT_USER" : Sql.Name(heir))};
            DROP OWNED BY {Restorer}, {Creator};
            DROP ROLE {Restorer}, {Creator};
            """,
            cancellationToken).ConfigureAwait(false);
        foreach (var role in _needed)
        {
            // A role that was there before is the target's own and keeps its attributes.
            if (_made.Contains(role.Name) && Attributes(role.Attributes) is { Length: > 0 } attributes)
            {
                await Sql.RunAsync(admin, $"ALTER ROLE {Sql.Name(role.Name)} {attributes}", cancellationToken).ConfigureAwait(false);
            }

            foreach (var group in role.MemberOf)
            {
                await Sql.RunAsync(
                    admin,
                    $"""
                    DO $do$ BEGIN
                        IF EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = {Sql.Text(group)}) THEN
                            GRANT {Sql.Name(group)} TO {Sql.Name(role.Name)};
                        END IF;
                    END $do$
                    """,
                    cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static bool WasSuperuser(ManifestRole role) => role.Attributes.Length == 0
        ? role.Name == "postgres"
        : role.Attributes.Split(' ').Contains("SUPERUSER");

    private static string Attributes(string text) =>
        string.Join(' ', Attribute().Matches(text).Select(match => match.Value));

    [GeneratedRegex(@"\b(?:NO)?(?:SUPERUSER|CREATEDB|CREATEROLE|INHERIT|LOGIN|REPLICATION|BYPASSRLS)\b|\bCONNECTION LIMIT -?\d+|\bVALID UNTIL '[^'\\]*'")]
    private static partial Regex Attribute();
}
