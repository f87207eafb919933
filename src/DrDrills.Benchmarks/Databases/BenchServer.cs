using DrDrills.Drills;
using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Servers.Local;
using DrDrills.PostgreSql.Tools;
using Npgsql;

namespace DrDrills.Benchmarks.Databases;

/// <summary>A throw-away server of the installed PostgreSQL, durability off; gone at the end, or by the sweep of the next start.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    private readonly RunFolder _folder;

    private BenchServer(IPostgresServer server, RunFolder folder)
    {
        Server = server;
        _folder = folder;
    }

    /// <summary>The server.</summary>
    public IPostgresServer Server { get; }

    /// <summary>For dumps and manifests.</summary>
    public DirectoryInfo Folder => _folder.Directory;

    /// <summary>Starts one.</summary>
    /// <param name="isSource">Whether it plays a live system, or else a restored copy.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<BenchServer> StartAsync(bool isSource, CancellationToken cancellationToken)
    {
        var runId = "bench-" + Guid.NewGuid().ToString("N")[..8];
        var folder = await RunFolder.CreateAsync(runId, "work", null, cancellationToken).ConfigureAwait(false);
        try
        {
            var server = await new LocalTarget().StartEmptyAsync(
                new ServerRequest
                {
                    RunId = runId,
                    WorkFolder = folder.Directory,
                    TimingProfile = TimingProfile.Quick,
                    IsSourceFixture = isSource,
                    // A copy has what a check's copy has; a source would be vacuumed in the middle of a measure.
                    Settings = isSource ? new Dictionary<string, string> { ["autovacuum"] = "off" } : [],
                },
                cancellationToken).ConfigureAwait(false);
            return new BenchServer(server, folder);
        }
        catch
        {
            await folder.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Runs one statement in a database.</summary>
    public async Task ExecuteAsync(string database, string sql, CancellationToken cancellationToken)
    {
        await using var source = Server.Connect(database);
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = (int)TimeSpan.FromHours(1).TotalSeconds;
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Bytes of a database.</summary>
    public async Task<long> SizeAsync(string database, CancellationToken cancellationToken)
    {
        await using var source = Server.Connect(database);
        await using var command = source.CreateCommand("SELECT pg_database_size(current_database())");
        return (long)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
    }

    /// <summary>What a program needs to connect to a database of this server; no password is involved.</summary>
    public string ConnectionString(string database)
    {
        using var source = Server.Connect(database);
        return new NpgsqlConnectionStringBuilder(source.ConnectionString) { Pooling = false }.ConnectionString;
    }

    /// <summary>Runs one of PostgreSQL's programs against this server; not all of them know <c>--no-password</c>, and none is asked for here.</summary>
    /// <exception cref="InvalidOperationException">It failed; the text holds the end of what it said.</exception>
    public async Task RunAsync(string program, CancellationToken cancellationToken, params string[] arguments)
    {
        var outcome = await Server.Tools.RunAsync(
            new ToolInvocation(program, [.. Server.ToolConnectionArguments.Where(argument => argument != "--no-password"), .. arguments])
            {
                Environment = Server.ToolConnectionEnvironment,
            },
            cancellationToken).ConfigureAwait(false);
        if (outcome.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with exit code {outcome.ExitCode}: {outcome.Errors}");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync().ConfigureAwait(false);
        await _folder.DisposeAsync().ConfigureAwait(false);
    }
}
