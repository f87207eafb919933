using DrDrills.Drills;
using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Tools;
using Npgsql;

namespace DrDrills.PostgreSql.Servers.Remote;

/// <summary>Databases, and roles of restores, of ours on a server that is not: made with a prefix that nobody else uses, dropped by that prefix.</summary>
/// <remarks>The database that the connection names is only used to make and drop ours.</remarks>
internal sealed class RemoteServer : IPostgresServer
{
    private const string Roles = "SELECT rolname::text FROM pg_catalog.pg_roles";

    private readonly NpgsqlConnectionStringBuilder _connection;
    private readonly string _prefix;
    private readonly IReadOnlyList<string> _rolesBefore;
    private readonly IReadOnlyList<RemoteMembership> _membershipsBefore;
    private readonly RunFolder _folder;
    private readonly ToolConnection _tools;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private DisposalOutcome? _disposal;

    private RemoteServer(
        NpgsqlConnectionStringBuilder connection, string prefix, IReadOnlyList<string> rolesBefore,
        IReadOnlyList<RemoteMembership> membershipsBefore, RunFolder folder, ToolConnection tools)
    {
        _connection = connection;
        _prefix = prefix;
        _rolesBefore = rolesBefore;
        _membershipsBefore = membershipsBefore;
        _folder = folder;
        _tools = tools;
    }

    public required TargetDescription Description { get; init; }

    public IPostgresTools Tools => _tools.Tools;

    public IReadOnlyList<string> ToolConnectionArguments => _tools.Arguments;

    public IReadOnlyDictionary<string, string?> ToolConnectionEnvironment => _tools.Environment;

    public static async Task<RemoteServer> MakeAsync(
        NpgsqlConnectionStringBuilder connection, string subject, DirectoryInfo runRoot, ServerRequest request, CancellationToken cancellationToken)
    {
        var prefix = $"drdrills_{Guid.NewGuid().ToString("N")[..10]}_";
        var source = Open(connection, null);
        await using var _ = source.ConfigureAwait(false);
        var settings = await ServerSettings.ReadBackAsync(source, $"The remote server '{subject}'", request.TimingProfile, false, cancellationToken)
            .ConfigureAwait(false);
        var roles = await RemoteContents.ListAsync(source, Roles, cancellationToken).ConfigureAwait(false);
        var memberships = await RemoteMembership.ReadAsync(source, cancellationToken).ConfigureAwait(false);
        var folder = await RunFolder.CreateAsync(request.RunId, "remote", runRoot, cancellationToken).ConfigureAwait(false);
        try
        {
            var major = int.TryParse(settings["server_version"].Split('.', ' ')[0], out var number) ? number : (int?)null;
            var tools = ToolConnection.Open(HostTools.TryFind(major) ?? HostTools.Find(), connection, folder.Directory);
            await RemoteContents.RunAsync(source, $"CREATE DATABASE {prefix}admin TEMPLATE template0", cancellationToken).ConfigureAwait(false);
            var extensions = await TargetLibraries.ExtensionsAsync(source, cancellationToken).ConfigureAwait(false);
            var libraries = await TargetLibraries.VersionsAsync(source, null, cancellationToken).ConfigureAwait(false);
            return new RemoteServer(connection, prefix, roles, memberships, folder, tools)
            {
                Description = new TargetDescription
                {
                    Kind = "remote",
                    Id = $"{subject} ({prefix}*)",
                    Image = "remote server",
                    EngineVersion = settings["server_version"],
                    TimingProfile = request.TimingProfile,
                    Settings = settings,
                    Extensions = extensions,
                    Libraries = libraries,
                    Isolation = new IsolationProof(
                        "none: remote server", null, "No probe was run: the server's network is its owner's, and it shares no folder with the harness."),
                },
            };
        }
        catch
        {
            await DropAsync(source, prefix, CancellationToken.None).ConfigureAwait(false);
            await folder.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public string NameFor(string wanted) => (_prefix + wanted) is var name && name.Length <= 63 ? name : name[..63];

    public NpgsqlDataSource Connect(string database) => Open(_connection, database == "postgres" ? _prefix + "admin" : database);

    public NpgsqlDataSource? ConnectAs(string database, string role) => null;

    public Task<string> ReadLogAsync(CancellationToken cancellationToken) =>
        Task.FromResult("The log of a remote server cannot be read from here.");

    public async Task<DisposalOutcome> DisposeOfAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_disposal is not { Disposed: true })
            {
                _disposal = await RemoveAsync(cancellationToken).ConfigureAwait(false);
            }

            return _disposal;
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync() => await DisposeOfAsync(CancellationToken.None).ConfigureAwait(false);

    /// <summary>Every pool is separate and small; a remote server's owner counts connections.</summary>
    public static NpgsqlDataSource Open(NpgsqlConnectionStringBuilder connection, string? database) =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection.ConnectionString)
        {
            Database = database ?? connection.Database,
            ApplicationName = "drdrills",
            ClientEncoding = "UTF8",
            PersistSecurityInfo = false,
            IncludeErrorDetail = false,
            CommandTimeout = 7200,
            MaxPoolSize = 20,
        });

    private async Task<DisposalOutcome> RemoveAsync(CancellationToken cancellationToken)
    {
        var proof = new List<string>();
        var gone = true;
        try
        {
            var source = Open(_connection, null);
            await using var _ = source.ConfigureAwait(false);
            proof.AddRange((await DropAsync(source, _prefix, cancellationToken).ConfigureAwait(false)).Select(name => $"database '{name}' dropped"));
            var left = await DatabasesAsync(source, _prefix, cancellationToken).ConfigureAwait(false);
            proof.Add($"{left.Count} databases '{_prefix}*' are left, as looked up");
            gone = left.Count == 0;

            proof.AddRange(await TakeBackRolesAsync(source, cancellationToken).ConfigureAwait(false));
        }
        catch (NpgsqlException refused)
        {
            gone = false;
            proof.Add($"databases and roles '{_prefix}*' could not be dropped: {refused.Message}");
        }

        _tools.Dispose();
        await _folder.DisposeAsync().ConfigureAwait(false);
        return new DisposalOutcome(gone, proof);
    }

    /// <summary>Drops the roles of a restore that broke off, and leaves the groups that the administrator only joined to restore.</summary>
    private async Task<IReadOnlyList<string>> TakeBackRolesAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        var appeared = (await RemoteContents.ListAsync(source, Roles, cancellationToken).ConfigureAwait(false)).Except(_rolesBefore).ToList();
        var ours = appeared.Where(role => role.StartsWith(_prefix, StringComparison.Ordinal)).ToList();
        var other = (await RemoteMembership.ReadAsync(source, cancellationToken).ConfigureAwait(false))
            .Except(_membershipsBefore).Where(membership => _rolesBefore.Contains(membership.Role)).ToList();
        var changed = _membershipsBefore.Where(was => other.Exists(now => (now.Role, now.Grantor) == (was.Role, was.Grantor))).ToList();
        var joined = other.Where(now => !changed.Exists(was => (now.Role, now.Grantor) == (was.Role, was.Grantor))).ToList();
        foreach (var statement in ours.Select(role => $"DROP ROLE {Quote(role)}")
            .Concat(joined.Select(membership => membership.Revoke)).Concat(changed.Select(membership => membership.Restore)))
        {
            await RemoteContents.RunAsync(source, statement, cancellationToken).ConfigureAwait(false);
        }

        // Nothing tells who made any other role: whoever keeps the server decides.
        return
        [
            .. ours.Select(role => $"role '{role}' dropped"),
            .. joined.Select(membership => $"membership in role '{membership.Role}' given back"),
            .. changed.Select(membership => $"membership in role '{membership.Role}' is again {membership.Options}"),
            .. appeared.Except(ours).Select(role => $"role '{role}' appeared during the drill and was left, as another could have made it"),
        ];
    }

    private static string Quote(string name) => Backups.Sql.Name(name);

    private static async Task<IReadOnlyList<string>> DropAsync(NpgsqlDataSource source, string prefix, CancellationToken cancellationToken)
    {
        var names = await DatabasesAsync(source, prefix, cancellationToken).ConfigureAwait(false);
        foreach (var name in names)
        {
            await RemoteContents.RunAsync(
                source, $"DROP DATABASE IF EXISTS {Quote(name)} WITH (FORCE)", cancellationToken).ConfigureAwait(false);
        }

        return names;
    }

    private static Task<IReadOnlyList<string>> DatabasesAsync(NpgsqlDataSource source, string prefix, CancellationToken cancellationToken) =>
        RemoteContents.ListAsync(
            source, $"SELECT datname::text FROM pg_catalog.pg_database WHERE starts_with(datname, '{prefix}')", cancellationToken);
}
