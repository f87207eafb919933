using DrDrills.Drills;
using DrDrills.PostgreSql.Tools;
using Npgsql;

namespace DrDrills.PostgreSql.Servers.Local;

/// <summary>A throw-away cluster of the installed PostgreSQL: own folders, a unix socket only, an empty network.</summary>
internal sealed class LocalServer : IPostgresServer
{
    private readonly LocalCluster _cluster;
    private readonly LocalPostmaster _postmaster;
    private readonly IReadOnlyList<DirectoryInfo> _copy;
    private readonly SocketConnections _connections;
    private readonly TimeProvider _timeProvider;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private DisposalOutcome? _disposal;

    public LocalServer(
        LocalCluster cluster, LocalPostmaster postmaster, IReadOnlyList<DirectoryInfo> copy, string administrator,
        IPostgresTools tools, TimeProvider timeProvider)
    {
        _cluster = cluster;
        _postmaster = postmaster;
        _copy = copy;
        _connections = new SocketConnections(cluster.Sockets, administrator);
        _timeProvider = timeProvider;
        Tools = tools;
    }

    public required TargetDescription Description { get; init; }

    public IPostgresTools Tools { get; }

    public IReadOnlyList<string> ToolConnectionArguments => _connections.ToolArguments;

    public IReadOnlyDictionary<string, string?> ToolConnectionEnvironment => SocketConnections.ToolEnvironment;

    public NpgsqlDataSource Connect(string database) => _connections.Open(database);

    public NpgsqlDataSource? ConnectAs(string database, string role) => _connections.Open(database, role);

    public async Task<string> ReadLogAsync(CancellationToken cancellationToken) =>
        File.Exists(_cluster.LogFile)
            ? ServerLog.EndOf(await File.ReadAllTextAsync(_cluster.LogFile, cancellationToken).ConfigureAwait(false))
            : "";

    public async Task<DisposalOutcome> DisposeOfAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_disposal is not { Disposed: true })
            {
                _disposal = await RemoveAsync(_cluster, _postmaster, _copy, _timeProvider, cancellationToken).ConfigureAwait(false);
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
    }

    /// <summary>Ends the processes first, then removes the folders; also for a server that never became ready.</summary>
    public static async Task<DisposalOutcome> RemoveAsync(
        LocalCluster cluster, LocalPostmaster? postmaster, IReadOnlyList<DirectoryInfo> copy, TimeProvider timeProvider,
        CancellationToken cancellationToken)
    {
        var (gone, proof) = postmaster is null
            ? (true, "no server was started")
            : await postmaster.StopAsync(timeProvider, cancellationToken).ConfigureAwait(false);
        var folders = cluster.Remove(copy);
        return new DisposalOutcome(gone && folders.All(folder => folder.Gone), [proof, .. folders.Select(folder => folder.Proof)]);
    }
}
