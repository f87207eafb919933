using System.Security.Cryptography;
using DrDrills.Backups;
using DrDrills.Credentials;
using DrDrills.Errors;
using DrDrills.PostgreSql.Servers;
using Npgsql;

namespace DrDrills.PostgreSql.Backups.PgDump;

/// <summary>The roles of one restore: those that the backup needs, and two of ours that go again.</summary>
/// <remarks>
/// The restorer is no superuser; it is a member of every role that owns something, so it may hand objects over. A new owner must be allowed to
/// create in the schema and database: all owners are members of the creator for as long as the restore lasts, and only the creator is granted
/// that, so that taking it away again cannot touch a grant of the backup's own. Attributes of the needed roles (superuser among them) are given
/// only after the last statement of the backup has run. An administrator without superuser rights works by membership alone: it becomes a
/// member of the same roles.
/// </remarks>
internal sealed partial class RestoreRoles
{
    private readonly IPostgresServer _server;
    private readonly Dictionary<string, ManifestRole> _needed;
    private readonly Dictionary<string, SecretText> _passwords = new(StringComparer.Ordinal);
    private readonly HashSet<string> _made = new(StringComparer.Ordinal);
    private readonly HashSet<string> _superusers = [];

    private RestoreRoles(IPostgresServer server, AdministratorRights rights, IReadOnlyList<ManifestRole> needed, string suffix)
    {
        _server = server;
        Rights = rights;
        _needed = needed.ToDictionary(role => role.Name, StringComparer.Ordinal);
        Restorer = server.NameFor($"drdrills_restorer_{suffix}");
        Creator = server.NameFor($"drdrills_creator_{suffix}");
    }

    /// <summary>What the administrator may do.</summary>
    public AdministratorRights Rights { get; }

    /// <summary>Restores; no superuser.</summary>
    public string Restorer { get; }

    /// <summary>Holds the right to create, for all new owners.</summary>
    public string Creator { get; }

    /// <summary>The restorer's password where the server does not trust, else null.</summary>
    public string? Password { get; private set; }

    /// <summary>Why the restorer cannot be used and the administrator restores; null where it can.</summary>
    public string? OnlyAdministrator { get; private set; }

    /// <summary>Whether the restorer may act as this role.</summary>
    public bool MayActAs(string name) =>
        _needed.ContainsKey(name) && !_superusers.Contains(name) && !name.StartsWith("pg_", StringComparison.Ordinal);

    /// <summary>Whether the role is one of the backup's that are known.</summary>
    public bool Knows(string name) => _needed.ContainsKey(name);

    /// <summary>Whether this restore made the role, which did not exist before.</summary>
    public bool Made(string name) => _made.Contains(name);

    /// <exception cref="EngineUnavailableException">
    /// The administrator is no superuser, and the backup needs one (<c>DR3126</c>, <c>DR3127</c>), or a role that it may not grant (<c>DR3128</c>).
    /// </exception>
    public static async Task<RestoreRoles> CreateAsync(
        IPostgresServer server, NpgsqlDataSource admin, string backup, IReadOnlyList<ManifestRole> needed, Func<string, bool> owns,
        CancellationToken cancellationToken)
    {
        var rights = await AdministratorRights.ReadAsync(admin, cancellationToken).ConfigureAwait(false);
        await rights.RefuseImpossibleAsync(admin, backup, needed, cancellationToken).ConfigureAwait(false);
        var roles = new RestoreRoles(server, rights, needed, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4)));
        try
        {
            await roles.CreateAsync(admin, backup, owns, cancellationToken).ConfigureAwait(false);
            return roles;
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege && !rights.IsSuperuser)
        {
            throw rights.MayNot(backup, refused);
        }
    }

    private async Task CreateAsync(NpgsqlDataSource admin, string backup, Func<string, bool> owns, CancellationToken cancellationToken)
    {
        var existing = (await Sql.ListAsync(
            admin, "SELECT rolname::text, rolsuper FROM pg_catalog.pg_roles", row => (Name: row.GetString(0), Super: row.GetBoolean(1)),
            cancellationToken).ConfigureAwait(false)).ToDictionary(role => role.Name, role => role.Super);
        _superusers.UnionWith(existing.Where(role => role.Value).Select(role => role.Key));
        foreach (var role in _needed.Values.Where(role => !existing.ContainsKey(role.Name)))
        {
            await MakeAsync(admin, role.Name, cancellationToken).ConfigureAwait(false);
        }

        var superuser = _needed.Values.FirstOrDefault(role => _superusers.Contains(role.Name) && owns(role.Name));
        OnlyAdministrator = superuser is not null
            ? $"the backup's objects belong to role '{superuser.Name}', which is a superuser of the target"
            : null;
        if (OnlyAdministrator is not null && !Rights.IsSuperuser)
        {
            throw Rights.CannotOwn(backup, superuser!.Name);
        }

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
            + $"CREATE ROLE {Restorer} LOGIN {(Rights.IsSuperuser ? "BYPASSRLS " : "")}INHERIT{(Password is null ? "" : $" PASSWORD '{Password}'")};"
            + $"GRANT {Creator} TO {Restorer}{(Rights.IsSuperuser ? "" : $"; GRANT {Restorer}, {Creator} TO CURRENT_USER")}",
            cancellationToken).ConfigureAwait(false);
        foreach (var role in _needed.Values)
        {
            await JoinAsync(admin, role.Name, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Takes up a role that the backup turns out to need, or more of what it was.</summary>
    /// <param name="admin">Administrator's connections.</param>
    /// <param name="role">As it is known now; attributes and memberships are given once the backup's last statement has run.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task AddAsync(NpgsqlDataSource admin, ManifestRole role, CancellationToken cancellationToken)
    {
        var known = _needed.ContainsKey(role.Name);
        _needed[role.Name] = role;
        if (known)
        {
            return;
        }

        var there = await Sql.ListAsync(
            admin, "SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = ANY ($1)", row => row.GetBoolean(0), cancellationToken, [role.Name])
            .ConfigureAwait(false);
        if (there.Count == 0)
        {
            await MakeAsync(admin, role.Name, cancellationToken).ConfigureAwait(false);
        }
        else if (there[0])
        {
            _superusers.Add(role.Name);
        }

        await JoinAsync(admin, role.Name, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The password, or what proves one, that a role of the backup had; set at the end where this restore made the role.</summary>
    public void Remember(string role, SecretText password) => _passwords[role] = password;

    /// <summary>Connections as the restorer.</summary>
    /// <param name="database">The database.</param>
    /// <param name="change">Changes how they are opened.</param>
    public NpgsqlDataSource Open(string database, Action<NpgsqlConnectionStringBuilder> change)
    {
        using var source = _server.ConnectAs(database, Restorer) ?? _server.Connect(database);
        var settings = new NpgsqlConnectionStringBuilder(source.ConnectionString) { Username = Restorer, Password = Password };
        change(settings);
        return NpgsqlDataSource.Create(settings);
    }

    private async Task MakeAsync(NpgsqlDataSource admin, string role, CancellationToken cancellationToken)
    {
        await Sql.RunAsync(admin, $"CREATE ROLE {Sql.Name(role)} NOLOGIN INHERIT", cancellationToken).ConfigureAwait(false);
        _made.Add(role);
    }

    /// <summary>Lets the restorer hand objects over to a role, and the role own them.</summary>
    private async Task JoinAsync(NpgsqlDataSource admin, string role, CancellationToken cancellationToken)
    {
        // A predefined role would give rights on the server's files and programs; nobody has to be one to grant something to it.
        if (_superusers.Contains(role) || role == Rights.Name || role.StartsWith("pg_", StringComparison.Ordinal))
        {
            return;
        }

        await Sql.RunAsync(
            admin, $"GRANT {Sql.Name(role)} TO {Restorer}{(Rights.IsSuperuser ? "" : ", CURRENT_USER")}", cancellationToken).ConfigureAwait(false);
        await Sql.RunAsync(admin, $"GRANT {Creator} TO {Sql.Name(role)}", cancellationToken).ConfigureAwait(false);
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
            ALTER DEFAULT PRIVILEGES FOR ROLE {{Restorer}} GRANT USAGE, CREATE ON SCHEMAS TO {{Creator}};
            """,
            cancellationToken).ConfigureAwait(false);

    /// <summary>
    /// Makes superusers of the needed roles that were superusers at the source, before the administrator restores what no other may own
    /// (an event trigger, say). Without a manifest nothing says who was one; then only <c>postgres</c> is taken for it.
    /// </summary>
    public async Task GiveSuperuserAsync(NpgsqlDataSource admin, CancellationToken cancellationToken)
    {
        foreach (var role in _needed.Values.Where(role => Rights.IsSuperuser && _made.Contains(role.Name) && WasSuperuser(role)))
        {
            await Sql.RunAsync(admin, $"ALTER ROLE {Sql.Name(role.Name)} SUPERUSER", cancellationToken).ConfigureAwait(false);
        }
    }
}
