using DrDrills.Drills;
using DrDrills.PostgreSql.Servers.Local;
using DrDrills.PostgreSql.Tools;
using Npgsql;

namespace DrDrills.PostgreSql.Servers.Containers;

/// <summary>A server in a container without network; its files and its socket are in a folder of this machine.</summary>
internal sealed class ContainerServer : IPostgresServer
{
    private readonly ContainerEngine _engine;
    private readonly LocalCluster _cluster;
    private readonly string _name;
    private readonly IReadOnlyList<DirectoryInfo> _copy;
    private readonly SocketConnections _connections;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private DisposalOutcome? _disposal;

    public ContainerServer(
        ContainerEngine engine, LocalCluster cluster, string name, IReadOnlyList<DirectoryInfo> copy, string administrator, IPostgresTools tools)
    {
        _engine = engine;
        _cluster = cluster;
        _name = name;
        _copy = copy;
        _connections = new SocketConnections(cluster.Sockets, administrator);
        Tools = tools;
        ToolConnectionArguments =
            ["--host", ContainerStart.SocketsInside, "--port", "5432", "--username", administrator, "--no-password"];
    }

    public required TargetDescription Description { get; init; }

    public IPostgresTools Tools { get; }

    public IReadOnlyList<string> ToolConnectionArguments { get; }

    public IReadOnlyDictionary<string, string?> ToolConnectionEnvironment => SocketConnections.ToolEnvironment;

    public NpgsqlDataSource Connect(string database) => _connections.Open(database);

    public NpgsqlDataSource? ConnectAs(string database, string role) => _connections.Open(database, role);

    public async Task<string> ReadLogAsync(CancellationToken cancellationToken) =>
        ServerLog.EndOf(await _engine.LogAsync(_name, ServerLog.LinesRead, cancellationToken).ConfigureAwait(false));

    public async Task<DisposalOutcome> DisposeOfAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_disposal is not { Disposed: true })
            {
                _disposal = await RemoveAsync(_engine, _name, _cluster, _copy, cancellationToken).ConfigureAwait(false);
            }

            return _disposal;
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await DisposeOfAsync(CancellationToken.None).ConfigureAwait(false);
        _engine.Dispose();
    }

    /// <summary>Removes the container first, then the folders; also for a server that never became ready.</summary>
    public static async Task<DisposalOutcome> RemoveAsync(
        ContainerEngine engine, string name, LocalCluster cluster, IReadOnlyList<DirectoryInfo> copy, CancellationToken cancellationToken)
    {
        var gone = await engine.RemoveAsync(name, cancellationToken).ConfigureAwait(false);
        var folders = cluster.Remove(copy);
        return new DisposalOutcome(
            gone && folders.All(folder => folder.Gone),
            [$"container '{name}' {(gone ? "is gone" : "is still there")}", .. folders.Select(folder => folder.Proof)]);
    }
}
