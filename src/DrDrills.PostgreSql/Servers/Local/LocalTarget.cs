using System.Globalization;
using DrDrills.Errors;
using DrDrills.PostgreSql.Tools;

namespace DrDrills.PostgreSql.Servers.Local;

/// <summary>Servers that are throw-away clusters of the PostgreSQL installed on this machine.</summary>
/// <remarks>
/// Nothing listens on TCP; whoever reaches the socket is trusted, and its folder is closed to everybody but the server's account. A harness that
/// is root runs servers as <see cref="ServerAccount"/> and hands it the work folder.
/// </remarks>
public sealed class LocalTarget : IPostgresTarget
{
    private readonly DirectoryInfo _runRoot;
    private readonly TimeProvider _timeProvider;
    private readonly bool _isolate;

    /// <summary>Servers below a run root.</summary>
    /// <param name="runRoot">Where clusters are made; null takes <see cref="RunRoot.Default"/>.</param>
    /// <param name="timeProvider">The clock of all limits; null takes the system's.</param>
    public LocalTarget(DirectoryInfo? runRoot = null, TimeProvider? timeProvider = null)
        : this(runRoot, timeProvider, isolate: true)
    {
    }

    /// <summary>As above; without isolation only for the test that sees the probe fail.</summary>
    internal LocalTarget(DirectoryInfo? runRoot, TimeProvider? timeProvider, bool isolate)
    {
        _runRoot = runRoot ?? RunRoot.Default;
        _timeProvider = timeProvider ?? TimeProvider.System;
        _isolate = isolate;
    }

    /// <inheritdoc/>
    public TargetKind Kind => TargetKind.Local;

    /// <inheritdoc/>
    public Task<string?> UnavailableBecauseAsync(CancellationToken cancellationToken)
    {
        try
        {
            var tools = HostTools.Find();
            foreach (var program in new[] { "initdb", "postgres", "pg_controldata" })
            {
                tools.PathOf(program);
            }

            return Task.FromResult<string?>(null);
        }
        catch (EngineUnavailableException missing)
        {
            return Task.FromResult<string?>($"{missing.Statement} {missing.Hint}");
        }
    }

    /// <summary>Whether this machine lets this process start servers that nothing reaches and that reach nothing.</summary>
    public static async Task<bool> CanIsolateAsync(CancellationToken cancellationToken) =>
        (await NetworkNamespace.FindAsync(ServerAccount.ForThisProcess(), cancellationToken).ConfigureAwait(false)).Isolates;

    /// <inheritdoc/>
    public async Task<IPostgresServer> StartEmptyAsync(ServerRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var tools = HostTools.Find(request.MajorVersion);
        var fixedSettings = ServerSettings.Fixed(request.TimingProfile, request.Settings, request.IsSourceFixture);
        var start = new LocalStart(_timeProvider)
        {
            Tools = tools,
            RunId = request.RunId,
            TimingProfile = request.TimingProfile,
            IsSourceFixture = request.IsSourceFixture,
            Administrator = request.Administrator,
            FixedSettings = fixedSettings,
            Settings = ServerSettings.Configurable(request.Settings, isPhysical: false),
            Network = await NetworkAsync(cancellationToken).ConfigureAwait(false),
            Limit = TimeSpan.FromSeconds(60),
        };
        await RunFolder.GiveToServerAsync([request.WorkFolder.FullName], false, cancellationToken).ConfigureAwait(false);
        await RefuseClosedAsync(request.WorkFolder, cancellationToken).ConfigureAwait(false);
        return await start.RunAsync(
            _runRoot,
            async (cluster, facts) =>
            {
                // A source has an identity of its own; copies of one template would share it.
                facts["locale"] = request.IsSourceFixture
                    ? await cluster.InitialiseAsync(
                        tools, request.Administrator, request.Encoding, request.Locale, cancellationToken).ConfigureAwait(false)
                    : await cluster.InitialiseFromTemplateAsync(
                        _runRoot, tools, request.Administrator, request.Encoding, request.Locale, cancellationToken).ConfigureAwait(false);
                return cluster.EmptyData;
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IPostgresServer> StartFromDataDirectoryAsync(PhysicalServerRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var data = request.DataDirectory;
        var major = RestoredDataDirectory.MajorVersionOf(data);
        var tools = HostTools.TryFind(major) ?? throw WrongVersion(data, major);
        var fixedSettings = ServerSettings.Fixed(request.TimingProfile, request.Settings, request.IsSourceFixture);
        RestoredDataDirectory.Prepare(data, request.WorkFolder, request.Recover);
        await RunFolder.GiveToServerAsync([request.WorkFolder.FullName], true, cancellationToken).ConfigureAwait(false);
        await RefuseClosedAsync(request.WorkFolder, cancellationToken).ConfigureAwait(false);
        var control = await ControlData.ReadAsync(tools, data, cancellationToken).ConfigureAwait(false);
        var start = new LocalStart(_timeProvider)
        {
            Tools = tools,
            RunId = request.RunId,
            TimingProfile = request.TimingProfile,
            IsSourceFixture = request.IsSourceFixture,
            FixedSettings = fixedSettings,
            Settings = ServerSettings.Configurable(control.WithFloors(data, request.Settings), isPhysical: true),
            Network = await NetworkAsync(cancellationToken).ConfigureAwait(false),
            Limit = request.ReplayLimit,
            Administrator = request.Administrator,
            Copy = data,
        };
        return await start.RunAsync(_runRoot, (_, _) => Task.FromResult(data), cancellationToken).ConfigureAwait(false);
    }

    private async Task<NetworkNamespace> NetworkAsync(CancellationToken cancellationToken) =>
        _isolate
            ? await NetworkNamespace.FindAsync(ServerAccount.ForThisProcess(), cancellationToken).ConfigureAwait(false)
            : NetworkNamespace.None(ServerAccount.ForThisProcess());

    /// <summary>The server's account has to pass through every folder above the work folder.</summary>
    private static async Task RefuseClosedAsync(DirectoryInfo workFolder, CancellationToken cancellationToken)
    {
        if (ServerAccount.ForThisProcess() is not { } account)
        {
            return;
        }

        var seen = await HostCommand.RunAsync(
            [.. account.CommandPrefix, "test", "-x", workFolder.FullName], cancellationToken).ConfigureAwait(false);
        if (seen.ExitCode != 0)
        {
            throw new TargetRefusedException(
                "DR3205",
                workFolder.FullName,
                $"The work folder '{workFolder.FullName}' cannot be entered by '{account.Name}', the account that servers run as.",
                $"Make it below '{RunRoot.Default.FullName}', or let others pass through the folders above it (chmod o+x).");
        }
    }

    private static EngineUnavailableException WrongVersion(DirectoryInfo data, int major) => new(
        "DR3104",
        data.FullName,
        string.Create(
            CultureInfo.InvariantCulture,
            $"The data directory '{data.FullName}' was written by PostgreSQL {major}; installed is {HostTools.TryFind()?.Version ?? "none"}."),
        string.Create(CultureInfo.InvariantCulture, $"Install it: apt-get install postgresql-{major}"));
}
