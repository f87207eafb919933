using DrDrills.Drills;
using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Servers.Local;
using Npgsql;
using NUnit.Framework;

namespace DrDrills.Testing;

/// <summary>A PostgreSQL server for tests: own data directory and socket, no network, gone at the end.</summary>
/// <remarks>
/// <see cref="SharedAsync"/> gives one cluster to a whole test assembly; make own databases in it with <see cref="CreateDatabaseAsync"/>.
/// It is removed by <see cref="DisposeSharedAsync"/> from the assembly's set-up fixture, or by the sweep of the next start.
/// </remarks>
public sealed class ScratchCluster : IAsyncDisposable
{
    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static ScratchCluster? _shared;
    private static int _databases;

    private readonly RunFolder _work;

    private ScratchCluster(IPostgresServer server, RunFolder work)
    {
        Server = server;
        _work = work;
        Superuser = server.Connect("postgres");
    }

    public IPostgresServer Server { get; }

    public DirectoryInfo WorkFolder => _work.Directory;

    public NpgsqlDataSource Superuser { get; }

    /// <summary>Starts an own cluster; a source fixture, so that <paramref name="settings"/> may turn archiving on.</summary>
    public static async Task<ScratchCluster> StartAsync(
        CancellationToken cancellationToken, IReadOnlyDictionary<string, string>? settings = null)
    {
        Needs.Postgres();
        var runId = "test-" + Guid.NewGuid().ToString("N")[..8];
        var work = await RunFolder.CreateAsync(runId, "work", null, cancellationToken);
        try
        {
            var server = await new LocalTarget().StartEmptyAsync(
                new ServerRequest
                {
                    RunId = runId,
                    WorkFolder = work.Directory,
                    TimingProfile = TimingProfile.Quick,
                    IsSourceFixture = true,
                    Settings = settings ?? new Dictionary<string, string> { ["shared_buffers"] = "128MB" },
                },
                cancellationToken);
            await TestContext.Progress.WriteLineAsync($"Scratch cluster: PostgreSQL {server.Description.EngineVersion}");
            return new ScratchCluster(server, work);
        }
        catch
        {
            await work.DisposeAsync();
            throw;
        }
    }

    /// <summary>How a database made from a template is copied: file by file, so that no page of it has been read yet. Before PostgreSQL 15 there is no other way.</summary>
    public static string CopiedByFile => Needs.IsPostgresFrom(15) ? "STRATEGY file_copy" : "";

    /// <summary>The assembly's cluster, started by whoever asks first.</summary>
    public static async Task<ScratchCluster> SharedAsync(CancellationToken cancellationToken = default)
    {
        await Gate.WaitAsync(cancellationToken);
        try
        {
            return _shared ??= await StartAsync(cancellationToken);
        }
        finally
        {
            Gate.Release();
        }
    }

    /// <summary>Removes the assembly's cluster, if one was started.</summary>
    public static async Task DisposeSharedAsync()
    {
        if (Interlocked.Exchange(ref _shared, null) is { } shared)
        {
            await shared.DisposeAsync();
        }
    }

    /// <summary>A new, empty database with a unique name. The caller disposes of the connections; the database goes with the cluster.</summary>
    public async Task<NpgsqlDataSource> CreateDatabaseAsync(string prefix, CancellationToken cancellationToken)
    {
        var name = $"{prefix}_{Interlocked.Increment(ref _databases)}";
        await using var command = Superuser.CreateCommand($"CREATE DATABASE \"{name}\"");
        await command.ExecuteNonQueryAsync(cancellationToken);
        return Server.Connect(name);
    }

    public async ValueTask DisposeAsync()
    {
        await Superuser.DisposeAsync();
        await Server.DisposeAsync();
        await _work.DisposeAsync();
    }
}
