using DrDrills.Benchmarks.Databases;

namespace DrDrills.Benchmarks.Measures;

/// <summary>The peer's server, a new one for each restore, as a check has a new one.</summary>
/// <remarks>
/// One that goes on has its log files and its buffers from the restore before, works for itself on what was restored (autovacuum), and leaves
/// gigabytes that the system still has to write while the other side is measured.
/// </remarks>
/// <param name="run">Whose databases' roles it gets.</param>
internal sealed class FreshServer(BenchRun run) : IAsyncDisposable
{
    private BenchServer? _server;

    /// <summary>The server of this round.</summary>
    public BenchServer Server => _server ?? throw new InvalidOperationException("There is none yet.");

    /// <summary>Removes the one there is, waits until the disk has what is left, and starts another.</summary>
    public async Task RenewAsync(CancellationToken cancellationToken)
    {
        await DisposeAsync().ConfigureAwait(false);
        await CliWrap.Cli.Wrap("sync").ExecuteAsync(cancellationToken).ConfigureAwait(false);
        _server = await BenchServer.StartAsync(isSource: false, cancellationToken).ConfigureAwait(false);
        await GiveRolesAsync(_server, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _server, null) is { } server)
        {
            await server.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Policies name roles, which no dump of a database holds; without them pg_restore ends with errors.</summary>
    private async Task GiveRolesAsync(BenchServer server, CancellationToken cancellationToken)
    {
        var roles = Path.Combine(run.Server.Folder.FullName, "roles.sql");
        await run.Server.RunAsync("pg_dumpall", cancellationToken, "--roles-only", "--no-role-passwords", $"--file={roles}").ConfigureAwait(false);
        await server.RunAsync("psql", cancellationToken, "--no-psqlrc", "--quiet", "--dbname=postgres", $"--file={roles}").ConfigureAwait(false);
    }
}
