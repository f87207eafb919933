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
/// member of the same roles. Roles of the target that it may not grant (PostgreSQL 16 and newer) stay apart: nothing can be handed over to
/// them, but they can be granted to.
/// </remarks>
internal sealed partial class RestoreRoles
{
    private readonly IPostgresServer _server;
    private readonly string _backup;
    private readonly Dictionary<string, ManifestRole> _needed;
    private readonly Dictionary<string, SecretText> _passwords = new(StringComparer.Ordinal);
    private readonly HashSet<string> _made = new(StringComparer.Ordinal);
    private readonly HashSet<string> _apart = new(StringComparer.Ordinal);

    private RestoreRoles(IPostgresServer server, AdministratorRights rights, string backup, IReadOnlyList<ManifestRole> needed, string suffix)
    {
        _server = server;
        _backup = backup;
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
        _needed.ContainsKey(name) && !IsSuperuser(name) && !_apart.Contains(name) && !name.StartsWith("pg_", StringComparison.Ordinal);

    /// <summary>Those of the names that are roles of the target which the administrator may not grant, so that the restorer cannot act as them.</summary>
    public IReadOnlyList<string> Apart(IEnumerable<string> names) => [.. names.Where(_apart.Contains)];

    /// <summary>Whether the role is one of the backup's that are known.</summary>
    public bool Knows(string name) => _needed.ContainsKey(name);

    /// <summary>Whether this restore made the role, which did not exist before.</summary>
    public bool Made(string name) => _made.Contains(name);

    /// <exception cref="EngineUnavailableException">
    /// The administrator is no superuser, and the backup needs one (<c>DR3126</c>, <c>DR3127</c>), or a role that it may not grant (<c>DR3126</c>,
    /// <c>DR3128</c>).
    /// </exception>
    public static async Task<RestoreRoles> CreateAsync(
        IPostgresServer server, NpgsqlDataSource admin, string backup, IReadOnlyList<ManifestRole> needed, Func<string, bool> owns,
        CancellationToken cancellationToken)
    {
        var rights = await AdministratorRights.ReadAsync(admin, cancellationToken).ConfigureAwait(false);
        rights.RefuseImpossible(backup, needed);
        var roles = new RestoreRoles(server, rights, backup, needed, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4)));
        await roles.CreateAsync(admin, owns, cancellationToken).ConfigureAwait(false);
        return roles;
    }

    private async Task CreateAsync(NpgsqlDataSource admin, Func<string, bool> owns, CancellationToken cancellationToken)
    {
        var superuser = _needed.Values.FirstOrDefault(role => IsSuperuser(role.Name) && owns(role.Name));
        OnlyAdministrator = superuser is not null
            ? $"the backup's objects belong to role '{superuser.Name}', which is a superuser of the target"
            : null;
        if (OnlyAdministrator is not null && !Rights.IsSuperuser)
        {
            throw Rights.CannotOwn(_backup, superuser!.Name);
        }

        if (_needed.Keys.Where(name => IsApart(name) && owns(name)).Order(StringComparer.Ordinal).ToList() is { Count: > 0 } apart)
        {
            throw Rights.MayNotAct(_backup, apart);
        }

        foreach (var role in _needed.Values.Where(role => Rights.Find(role.Name) is null))
        {
            await MakeAsync(admin, role.Name, cancellationToken).ConfigureAwait(false);
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

        await RunAsync(
            admin,
            $"CREATE ROLE {Creator} NOLOGIN;"
            + $"CREATE ROLE {Restorer} LOGIN {(Rights.IsSuperuser ? "BYPASSRLS " : "")}INHERIT{(Password is null ? "" : $" PASSWORD '{Password}'")};"
            + $"GRANT {Creator} TO {Restorer}{(Rights.IsSuperuser ? "" : $"; GRANT {Restorer}, {Creator} TO CURRENT_USER{Rights.Joining}")}",
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
    /// <exception cref="EngineUnavailableException">The administrator may not make the role (<c>DR3126</c>, <c>DR3128</c>).</exception>
    public async Task AddAsync(NpgsqlDataSource admin, ManifestRole role, CancellationToken cancellationToken)
    {
        Rights.RefuseImpossible(_backup, [role]);
        var known = _needed.ContainsKey(role.Name);
        _needed[role.Name] = role;
        if (known)
        {
            return;
        }

        // Asked again: on a server that somebody else keeps, another could have made it since this restore began.
        if (Rights.Find(role.Name) is null && (await Sql.ListAsync(
            admin, "SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = ANY ($1)", row => row.GetInt32(0), cancellationToken, [role.Name])
            .ConfigureAwait(false)).Count == 0)
        {
            await MakeAsync(admin, role.Name, cancellationToken).ConfigureAwait(false);
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
        await RunAsync(admin, $"CREATE ROLE {Sql.Name(role)} NOLOGIN INHERIT", cancellationToken).ConfigureAwait(false);
        _made.Add(role);
    }

    /// <summary>Lets the restorer hand objects over to a role, and the role own them.</summary>
    private async Task JoinAsync(NpgsqlDataSource admin, string role, CancellationToken cancellationToken)
    {
        // A predefined role would give rights on the server's files and programs; nobody has to be one to grant something to it.
        if (IsSuperuser(role) || role == Rights.Name || role.StartsWith("pg_", StringComparison.Ordinal))
        {
            return;
        }

        if (IsApart(role))
        {
            _apart.Add(role);
            return;
        }

        await RunAsync(
            admin, $"GRANT {Sql.Name(role)} TO {Restorer}{(Rights.IsSuperuser ? "" : ", CURRENT_USER")}{Rights.Joining}", cancellationToken)
            .ConfigureAwait(false);
        await RunAsync(admin, $"GRANT {Creator} TO {Sql.Name(role)}{Rights.Joining}", cancellationToken).ConfigureAwait(false);
    }

    private bool IsSuperuser(string role) => Rights.Find(role) is { IsSuperuser: true };

    private bool IsApart(string role) => role != Rights.Name && !IsSuperuser(role) && !Rights.MayGrant(role);

    /// <summary>A statement of ours; what the administrator may not do is the target's gap, and no fault of the backup.</summary>
    private async Task RunAsync(NpgsqlDataSource admin, string sql, CancellationToken cancellationToken)
    {
        try
        {
            await Sql.RunAsync(admin, sql, cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException refused) when (!Rights.IsSuperuser
            && refused.SqlState is PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.InvalidGrantOperation)
        {
            throw Rights.MayNot(_backup, refused);
        }
    }

    /// <summary>Lets every owner create in the database, in <c>public</c>, and in each schema from the moment that the backup makes it.</summary>
    /// <remarks>
    /// From PostgreSQL 15 on <c>public</c> is the database owner's, before it is the first superuser's, and only its owner may grant on it: there the
    /// restorer has it until <see cref="LeaveAsync"/>.
    /// </remarks>
    public async Task OpenSchemasAsync(NpgsqlDataSource admin, string database, CancellationToken cancellationToken) =>
        await RunAsync(
            admin,
            $$"""
            GRANT CREATE ON DATABASE {{Sql.Name(database)}} TO {{Creator}};
            DO $do$ BEGIN
                IF EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = 'public') THEN
                    IF pg_catalog.current_setting('server_version_num')::pg_catalog.int4 < 150000 AND {{(Rights.IsSuperuser ? "true" : "false")}} THEN
                        ALTER SCHEMA public OWNER TO {{Restorer}};
                    END IF;
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
        foreach (var role in FormerSuperusers)
        {
            await Sql.RunAsync(admin, $"ALTER ROLE {Sql.Name(role)} SUPERUSER", cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Lets the needed roles that were superusers at the source read every row, and do nothing else: their views are computed with their rights, and what
    /// these call is the backup's code.
    /// </summary>
    /// <returns>Which they are.</returns>
    public async Task<IReadOnlySet<string>> LendReadingAsync(NpgsqlDataSource admin, CancellationToken cancellationToken)
    {
        var readers = FormerSuperusers.ToHashSet(StringComparer.Ordinal);
        foreach (var role in readers)
        {
            await Sql.RunAsync(admin, $"GRANT pg_read_all_data TO {Sql.Name(role)}; ALTER ROLE {Sql.Name(role)} BYPASSRLS", cancellationToken).ConfigureAwait(false);
        }

        return readers;
    }

    /// <summary>Takes that back, before attributes and memberships are given.</summary>
    public async Task TakeReadingBackAsync(NpgsqlDataSource admin, CancellationToken cancellationToken)
    {
        foreach (var role in FormerSuperusers)
        {
            await Sql.RunAsync(admin, $"REVOKE pg_read_all_data FROM {Sql.Name(role)}; ALTER ROLE {Sql.Name(role)} NOBYPASSRLS", cancellationToken).ConfigureAwait(false);
        }
    }

    private IEnumerable<string> FormerSuperusers =>
        _needed.Values.Where(role => Rights.IsSuperuser && _made.Contains(role.Name) && WasSuperuser(role)).Select(role => role.Name);
}
