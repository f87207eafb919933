using DrDrills.Drills;
using DrDrills.PostgreSql.Tools;

namespace DrDrills.PostgreSql.Servers.Local;

/// <summary>One attempt to start a local server: either a server that is ready comes out of it, or nothing is left.</summary>
internal sealed class LocalStart(TimeProvider timeProvider)
{
    public required HostTools Tools { get; init; }

    public required string RunId { get; init; }

    public required TimingProfile TimingProfile { get; init; }

    public required IReadOnlyDictionary<string, string> FixedSettings { get; init; }

    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    public required NetworkNamespace Network { get; init; }

    public required TimeSpan Limit { get; init; }

    public bool IsSourceFixture { get; init; }

    public string Administrator { get; init; } = "postgres";

    /// <summary>The restored data directory, which goes when the server goes unless that plays a live system; null for an empty one.</summary>
    public DirectoryInfo? Copy { get; init; }

    public async Task<IPostgresServer> RunAsync(
        DirectoryInfo root,
        Func<LocalCluster, Dictionary<string, string>, Task<DirectoryInfo>> prepareData,
        CancellationToken cancellationToken)
    {
        var cluster = await LocalCluster.CreateAsync(root, RunId, "local", cancellationToken).ConfigureAwait(false);
        IReadOnlyList<DirectoryInfo> copy = Copy is null || IsSourceFixture ? [] : [Copy];
        LocalPostmaster? postmaster = null;
        try
        {
            var facts = new Dictionary<string, string>();
            var data = await prepareData(cluster, facts).ConfigureAwait(false);
            await cluster.ConfigureAsync(Settings, FixedSettings, cancellationToken).ConfigureAwait(false);
            postmaster = cluster.Start(Tools, data, FixedSettings, Network);
            var description = await DescribeAsync(cluster, postmaster, facts, cancellationToken).ConfigureAwait(false);
            return new LocalServer(cluster, postmaster, copy, Administrator, Tools, timeProvider) { Description = description };
        }
        catch (Exception failure)
        {
            await LocalServer.RemoveAsync(cluster, postmaster, copy, timeProvider, CancellationToken.None).ConfigureAwait(false);
            if (failure is not OperationCanceledException)
            {
                // What a connection makes of a cancellation depends on how far it got: a time-out, a broken stream.
                cancellationToken.ThrowIfCancellationRequested();
            }

            throw;
        }
    }

    private async Task<TargetDescription> DescribeAsync(
        LocalCluster cluster, LocalPostmaster postmaster, Dictionary<string, string> facts, CancellationToken cancellationToken)
    {
        var subject = $"The local server '{cluster.Folder.Name}'";
        var connections = new SocketConnections(cluster.Sockets, Administrator);
        var source = connections.Open("postgres");
        await using (source.ConfigureAwait(false))
        {
            var ready = await new Readiness { Limit = Limit, TimeProvider = timeProvider }.WaitAsync(
                subject,
                asked => connections.AskAsync(source, null, asked),
                postmaster.Ended,
                asked => File.ReadAllTextAsync(cluster.LogFile, asked),
                cancellationToken).ConfigureAwait(false);
            if (!ready)
            {
                var log = await File.ReadAllTextAsync(cluster.LogFile, cancellationToken).ConfigureAwait(false);
                throw StartFailure.From(subject, Copy, log);
            }

            var description = await ServerSettings.DescribeAsync(
                source, subject, TimingProfile, IsSourceFixture, cluster.Sockets, Network.Mode, facts, cancellationToken).ConfigureAwait(false);
            return description with { Kind = "local", Id = cluster.Folder.Name, Image = "installed packages" };
        }
    }
}
