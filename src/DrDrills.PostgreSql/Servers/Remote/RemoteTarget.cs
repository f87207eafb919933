using System.Globalization;
using DrDrills.Errors;
using Npgsql;

namespace DrDrills.PostgreSql.Servers.Remote;

/// <summary>An empty database server that the caller names and allows; restored copies get databases of their own there.</summary>
/// <remarks>
/// The only target that is not the harness's own, so it is refused unless its host is on the allow list and the database that the connection
/// names holds nothing. Its network is its owner's: no isolation can be proven, and records say so.
/// </remarks>
public sealed class RemoteTarget : IPostgresTarget
{
    private readonly PostgresTargetOptions _options;
    private readonly NpgsqlConnectionStringBuilder? _connection;

    /// <summary>A server by its connection string.</summary>
    /// <param name="options">Connection and allow list.</param>
    /// <exception cref="ConfigurationInvalidException">The connection string cannot be read, or one of both is missing.</exception>
    public RemoteTarget(PostgresTargetOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _connection = Parse(options);
    }

    /// <inheritdoc/>
    public TargetKind Kind => TargetKind.Remote;

    private string Subject => string.Create(
        CultureInfo.InvariantCulture, $"{_connection!.Host}:{_connection.Port}/{_connection.Database ?? _connection.Username}");

    /// <inheritdoc/>
    /// <exception cref="TargetRefusedException">The host is not on the allow list (<c>DR3206</c>); nothing was sent to it.</exception>
    public async Task<string?> UnavailableBecauseAsync(CancellationToken cancellationToken)
    {
        RefuseUnlisted();
        var source = Open(null);
        await using var _ = source.ConfigureAwait(false);
        try
        {
            await RemoteContents.ScalarAsync<int>(source, "SELECT 1", cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (NpgsqlException refused)
        {
            return $"'{Subject}' does not let us in: {refused.Message} Try: psql --host {_connection!.Host} --username {_connection.Username}";
        }
    }

    /// <inheritdoc/>
    public async Task<IPostgresServer> StartEmptyAsync(ServerRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.IsSourceFixture || request.Settings.Count > 0)
        {
            throw new ArgumentException("A remote server keeps its own settings, and never plays a live system.", nameof(request));
        }

        RefuseUnlisted();
        var start = Open(null);
        await using var _ = start.ConfigureAwait(false);
        try
        {
            await RemoteContents.RefuseUsedAsync(start, Subject, cancellationToken).ConfigureAwait(false);
            return await RemoteServer.MakeAsync(_connection!, Subject, _options.RunRoot, request, cancellationToken).ConfigureAwait(false);
        }
        catch (NpgsqlException refused)
        {
            throw new EngineUnavailableException(
                "DR3109", Subject, $"The remote server '{Subject}' did not do what a drill needs of it: {refused.Message}",
                "May the role log in, create databases and create roles?", cause: refused);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="TargetRefusedException">Always: files cannot be put below a remote server (<c>DR3208</c>).</exception>
    public Task<IPostgresServer> StartFromDataDirectoryAsync(PhysicalServerRequest request, CancellationToken cancellationToken) =>
        throw new TargetRefusedException(
            "DR3208",
            Subject,
            $"A physical backup cannot be restored into the remote server '{Subject}': it needs a server of its own on the restored files.",
            "Restore it locally or in a container: --target local, --target container.");

    private NpgsqlDataSource Open(string? database) => RemoteServer.Open(_connection!, database);

    private void RefuseUnlisted()
    {
        var database = _connection!.Database ?? _connection.Username;
        var foreign = _connection.Host!.Split(',', StringSplitOptions.TrimEntries)
            .Where(host => !_options.AllowedHosts.Any(allowed =>
                allowed.Equals(host, StringComparison.OrdinalIgnoreCase)
                || allowed.Equals($"{host}/{database}", StringComparison.OrdinalIgnoreCase)))
            .ToList();
        if (foreign.Count > 0)
        {
            throw new TargetRefusedException(
                "DR3206",
                Subject,
                $"The connection names host '{string.Join("', '", foreign)}' and database '{database}'; allowed are "
                + $"{(_options.AllowedHosts.Count == 0 ? "none" : $"'{string.Join("', '", _options.AllowedHosts)}'")}.",
                "Is this really a server that may be written to? Then add its host, or host/database, to the allow list.");
        }
    }

    private static NpgsqlConnectionStringBuilder Parse(PostgresTargetOptions options)
    {
        var mistakes = new List<string>();
        NpgsqlConnectionStringBuilder? connection = null;
        try
        {
            connection = new NpgsqlConnectionStringBuilder(options.RemoteConnection ?? "");
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException or KeyNotFoundException)
        {
            // Its text may quote what was given: a secret.
            mistakes.Add("its connection string cannot be read; expected: Host=…;Username=…;Password=…;Database=…");
        }

        if (connection is not null && (string.IsNullOrEmpty(connection.Host) || string.IsNullOrEmpty(connection.Username)))
        {
            mistakes.Add("it needs a connection string that names a host and a user");
        }

        if (options.AllowedHosts.Count == 0)
        {
            mistakes.Add("it needs a list of hosts, or host/database pairs, that a drill may write to");
        }

        return mistakes.Count == 0 ? connection! : throw new ConfigurationInvalidException("the remote target", mistakes);
    }
}
