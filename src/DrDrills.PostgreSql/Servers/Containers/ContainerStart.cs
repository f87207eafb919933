using Docker.DotNet;
using Docker.DotNet.Models;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Containers;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.PostgreSql.Servers.Local;
using DrDrills.PostgreSql.Tools;
using Microsoft.Extensions.Logging.Abstractions;
using Testcontainers.PostgreSql;

namespace DrDrills.PostgreSql.Servers.Containers;

/// <summary>One attempt to start a server in a container: either a server that is ready comes out of it, or nothing is left.</summary>
internal sealed class ContainerStart(TimeProvider timeProvider)
{
    /// <summary>
    /// Where programs inside find the server. It is not shared: the official image opens this folder to everybody, and whoever reaches the
    /// socket is trusted. This process uses a second socket, in the cluster's own folder, which stays closed.
    /// </summary>
    public const string SocketsInside = "/var/run/postgresql";

    public required string RunId { get; init; }

    public required DirectoryInfo WorkFolder { get; init; }

    public required TimingProfile TimingProfile { get; init; }

    public required IReadOnlyDictionary<string, string> FixedSettings { get; init; }

    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    public required TimeSpan Limit { get; init; }

    public required bool Isolate { get; init; }

    public string Encoding { get; init; } = "UTF8";

    /// <summary>Locales to try, in this order; an image rarely has them all.</summary>
    public IReadOnlyList<string> Locales { get; init; } = ["C"];

    public bool IsSourceFixture { get; init; }

    public string Administrator { get; init; } = "postgres";

    public DirectoryInfo? Copy { get; init; }

    public async Task<IPostgresServer> RunAsync(
        ContainerEngine engine, PostgresImage image, DirectoryInfo root, CancellationToken cancellationToken)
    {
        foreach (var locale in Locales)
        {
            try
            {
                return await TryAsync(engine, image, root, locale, cancellationToken).ConfigureAwait(false);
            }
            catch (EngineUnavailableException failed) when (
                locale != Locales[^1]
                && (failed.Details?.Contains("invalid locale", StringComparison.Ordinal) == true
                    || failed.Details?.Contains("encoding mismatch", StringComparison.Ordinal) == true))
            {
                // The next one; what was asked for is recorded.
            }
        }

        throw new InvalidOperationException("There was no locale to try.");
    }

    private async Task<IPostgresServer> TryAsync(
        ContainerEngine engine, PostgresImage image, DirectoryInfo root, string locale, CancellationToken cancellationToken)
    {
        var cluster = await LocalCluster.CreateAsync(root, RunId, "container", cancellationToken).ConfigureAwait(false);
        var name = "drdrills-" + cluster.Folder.Name;
        IReadOnlyList<DirectoryInfo> copy = Copy is null || IsSourceFixture ? [] : [Copy];
        try
        {
            await cluster.ConfigureAsync(Settings, FixedSettings, cancellationToken).ConfigureAwait(false);
            var container = Build(cluster, image, name, locale);
            await StartAsync(container, engine, name, cancellationToken).ConfigureAwait(false);
            var description = await DescribeAsync(engine, cluster, name, locale, cancellationToken).ConfigureAwait(false);
            return new ContainerServer(engine, cluster, name, copy, Administrator, Tools(engine, name))
            {
                Description = description with { Kind = "container", Id = name, Image = image.Identity },
            };
        }
        catch (Exception failure)
        {
            await ContainerServer.RemoveAsync(engine, name, cluster, copy, CancellationToken.None).ConfigureAwait(false);
            if (failure is not OperationCanceledException)
            {
                // What a connection makes of a cancellation depends on how far it got: a time-out, a broken stream.
                cancellationToken.ThrowIfCancellationRequested();
            }

            throw;
        }
    }

    private ContainerTools Tools(ContainerEngine engine, string name) => new(engine, name, User, WorkFolder, timeProvider);

    /// <summary>The user inside: by number the same as outside.</summary>
    public static string User => ServerAccount.OfServers() is var account ? $"{account.UserId}:{account.GroupId}" : "";

    private PostgreSqlContainer Build(LocalCluster cluster, PostgresImage image, string name, string locale) =>
        new IsolatedPostgreSqlBuilder(image.Name)
            .WithName(name)
            .WithCleanUp(false)
            .WithLogger(NullLogger.Instance)
            .WithLabel(ContainerLabels.For(RunId))
            .WithEnvironment("POSTGRES_USER", Administrator)
            .WithEnvironment("PGDATA", (Copy ?? cluster.EmptyData).FullName)
            .WithEnvironment("POSTGRES_INITDB_ARGS", $"--encoding={Encoding} --locale={locale} --lc-messages=C --no-sync")
            .WithEnvironment("TZ", "UTC")
            .WithBindMount(cluster.Folder.FullName, cluster.Folder.FullName)
            .WithBindMount(cluster.Sockets.FullName, cluster.Sockets.FullName)
            .WithBindMount(WorkFolder.FullName, WorkFolder.FullName)
            .WithCommand([.. cluster.Arguments(FixedSettings, $"{SocketsInside},{cluster.Sockets.FullName}")])
            .WithWaitStrategy(Wait.ForUnixContainer())
            .WithCreateParameterModifier(parameters =>
            {
                parameters.User = User;
                parameters.HostConfig ??= new HostConfig();
                parameters.HostConfig.NetworkMode = Isolate ? "none" : "bridge";
                parameters.HostConfig.CapDrop = ["ALL"];
                parameters.HostConfig.SecurityOpt = ["no-new-privileges"];
                parameters.HostConfig.ShmSize = 1L << 30;
            })
            .Build();

    /// <summary>Creates and starts the container; not under the caller's token.</summary>
    /// <remarks>
    /// An engine finishes a creation that its caller no longer waits for, and what it makes then would be removed by nobody. The caller's
    /// wish is heard right after.
    /// </remarks>
    private async Task StartAsync(
        PostgreSqlContainer container, ContainerEngine engine, string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var limit = new CancellationTokenSource(Limit, timeProvider);
        try
        {
            await container.StartAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException late) when (limit.IsCancellationRequested)
        {
            throw new TargetNotReadyException(
                "DR3303", name, $"The container engine did not start '{name}' within {Limit.TotalSeconds:0} s.",
                "is the engine busy, or its disk full? 'docker ps -a' shows what it made; './drdrills sweep' removes it.", cause: late);
        }
        catch (ContainerNotRunningException)
        {
            // It ended at once; its log says why, and is read where the answer is missing.
        }
        catch (DockerApiException refused)
        {
            var log = await engine.LogAsync(name, 20, CancellationToken.None).ConfigureAwait(false);
            throw new EngineUnavailableException(
                "DR3108", name, $"The container engine refused to start '{name}': {refused.Message}",
                "Does this image run as another user, and may the engine mount folders of this machine?", log, refused);
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    private async Task<TargetDescription> DescribeAsync(
        ContainerEngine engine, LocalCluster cluster, string name, string locale, CancellationToken cancellationToken)
    {
        var subject = $"The container '{name}'";
        var connections = new SocketConnections(cluster.Sockets, Administrator);
        var source = connections.Open("postgres");
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ended = engine.WaitForEndAsync(name, watching.Token);
        await using (source.ConfigureAwait(false))
        {
            try
            {
                var ready = await new Readiness { Limit = Limit, TimeProvider = timeProvider }.WaitAsync(
                    subject,
                    asked => connections.AskAsync(source, processId: 1, asked),
                    ended,
                    asked => engine.LogAsync(name, 40, asked),
                    cancellationToken).ConfigureAwait(false);
                if (!ready)
                {
                    throw StartFailure.From(subject, Copy, await engine.LogAsync(name, ServerLog.LinesRead, cancellationToken).ConfigureAwait(false));
                }

                var facts = new Dictionary<string, string>();
                if (Copy is null)
                {
                    facts["locale"] = locale == Locales[0] ? locale : $"{locale} (asked for: {Locales[0]}, which the image does not have)";
                }

                return await ServerSettings.DescribeAsync(
                    source, subject, TimingProfile, IsSourceFixture, cluster.Sockets,
                    Isolate ? "container without network" : "none: bridge network", facts, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                await watching.CancelAsync().ConfigureAwait(false);
                await ended.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).ConfigureAwait(false);
            }
        }
    }
}
