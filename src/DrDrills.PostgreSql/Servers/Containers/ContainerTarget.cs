using System.Globalization;
using System.Text.RegularExpressions;
using DrDrills.Errors;
using DrDrills.PostgreSql.Servers.Local;
using DrDrills.PostgreSql.Tools;

namespace DrDrills.PostgreSql.Servers.Containers;

/// <summary>Servers that are containers without any network, reached through a socket in a folder that both sides share.</summary>
/// <remarks>The engine has to run on this machine. A container's user is <see cref="ServerAccount"/>'s, so that files belong to the same on both sides.</remarks>
public sealed partial class ContainerTarget : IPostgresTarget
{
    private readonly PostgresTargetOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly bool _isolate;
    private PostgresImage? _image;

    /// <summary>Containers of one image.</summary>
    /// <param name="options">Image, run root, recipes of images.</param>
    /// <param name="timeProvider">The clock of all limits; null takes the system's.</param>
    public ContainerTarget(PostgresTargetOptions options, TimeProvider? timeProvider = null)
        : this(options, timeProvider, isolate: true)
    {
    }

    /// <summary>As above; without isolation only for the test that sees the probe fail.</summary>
    internal ContainerTarget(PostgresTargetOptions options, TimeProvider? timeProvider, bool isolate)
    {
        _options = options;
        _timeProvider = timeProvider ?? TimeProvider.System;
        _isolate = isolate;
    }

    /// <inheritdoc/>
    public TargetKind Kind => TargetKind.Container;

    /// <inheritdoc/>
    public Task<string?> UnavailableBecauseAsync(CancellationToken cancellationToken) => ObstacleAsync(mayFetch: true, cancellationToken);

    /// <inheritdoc/>
    /// <remarks>An image that is not here yet is no obstacle: the first drill pulls or builds it.</remarks>
    public Task<string?> ObstacleInSightAsync(CancellationToken cancellationToken) => ObstacleAsync(mayFetch: false, cancellationToken);

    private async Task<string?> ObstacleAsync(bool mayFetch, CancellationToken cancellationToken)
    {
        var (engine, reason) = ContainerEngine.Find();
        using (engine)
        {
            try
            {
                if (engine is null)
                {
                    return reason;
                }

                if (await engine.FolderObstacleAsync(cancellationToken).ConfigureAwait(false) is { } obstacle)
                {
                    return obstacle;
                }

                if (mayFetch)
                {
                    await ImageAsync(engine, cancellationToken).ConfigureAwait(false);
                }

                return null;
            }
            catch (EngineUnavailableException missing)
            {
                return $"{missing.Statement} {missing.Hint}";
            }
        }
    }

    /// <inheritdoc/>
    public async Task<IPostgresServer> StartEmptyAsync(ServerRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!PlainWord().IsMatch(request.Encoding) || !PlainWord().IsMatch(request.Locale))
        {
            throw new ArgumentException($"Not an encoding and a locale: '{request.Encoding}', '{request.Locale}'.", nameof(request));
        }

        var fixedSettings = ServerSettings.Fixed(request.TimingProfile, request.Settings, request.IsSourceFixture);
        var start = new ContainerStart(_timeProvider)
        {
            RunId = request.RunId,
            WorkFolder = request.WorkFolder,
            TimingProfile = request.TimingProfile,
            IsSourceFixture = request.IsSourceFixture,
                    Administrator = request.Administrator,
            FixedSettings = fixedSettings,
            Settings = ServerSettings.Configurable(request.Settings, isPhysical: false),
            Encoding = request.Encoding,
            Locales = [.. new[] { request.Locale, "C.UTF-8", "C" }.Distinct()],
            Limit = TimeSpan.FromSeconds(90),
            Isolate = _isolate,
        };
        return await WithEngineAsync(
            async (engine, image) => request.MajorVersion is { } wanted && image.MajorVersion is { } has && has != wanted
                ? throw WrongVersion($"PostgreSQL {wanted}", string.Create(CultureInfo.InvariantCulture, $"PostgreSQL {wanted} is wanted"), wanted, image)
                : await start.RunAsync(engine, image, _options.RunRoot, cancellationToken).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IPostgresServer> StartFromDataDirectoryAsync(PhysicalServerRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var data = request.DataDirectory;
        var major = RestoredDataDirectory.MajorVersionOf(data);
        var fixedSettings = ServerSettings.Fixed(request.TimingProfile, request.Settings, request.IsSourceFixture);
        return await WithEngineAsync(
            async (engine, image) =>
            {
                if (image.MajorVersion is { } ofImage && ofImage != major)
                {
                    throw WrongVersion(
                        data.FullName,
                        string.Create(CultureInfo.InvariantCulture, $"The data directory '{data.FullName}' was written by PostgreSQL {major}"),
                        major,
                        image);
                }

                RestoredDataDirectory.Prepare(data, request.WorkFolder, request.Recover);
                await RunFolder.GiveToServerAsync([request.WorkFolder.FullName], true, cancellationToken).ConfigureAwait(false);
                var control = await ReadControlDataAsync(engine, image, request, cancellationToken).ConfigureAwait(false);
                var start = new ContainerStart(_timeProvider)
                {
                    RunId = request.RunId,
                    WorkFolder = request.WorkFolder,
                    TimingProfile = request.TimingProfile,
                    IsSourceFixture = request.IsSourceFixture,
                    FixedSettings = fixedSettings,
                    Settings = ServerSettings.Configurable(control.WithFloors(data, request.Settings), isPhysical: true),
                    Limit = request.ReplayLimit,
                    Administrator = request.Administrator,
                    Copy = data,
                    Isolate = _isolate,
                };
                return await start.RunAsync(engine, image, _options.RunRoot, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The engine stays open for the server that comes out of it, and is closed where none does.</summary>
    private async Task<IPostgresServer> WithEngineAsync(
        Func<ContainerEngine, PostgresImage, Task<IPostgresServer>> start, CancellationToken cancellationToken)
    {
        var (engine, reason) = ContainerEngine.Find();
        if (engine is null)
        {
            throw new EngineUnavailableException(
                "DR3111", "container engine", "Containers cannot be started: " + reason, "Or restore locally: --target local");
        }

        try
        {
            // Read once by the container library when it is first used: it would otherwise speak a version that older engines refuse.
            Environment.SetEnvironmentVariable("DOCKER_API_VERSION", await engine.ApiVersionAsync(cancellationToken).ConfigureAwait(false));
            var image = await ImageAsync(engine, cancellationToken).ConfigureAwait(false);
            return await start(engine, image).ConfigureAwait(false);
        }
        catch
        {
            engine.Dispose();
            throw;
        }
    }

    /// <summary>Found once: a registry that does not answer is not asked again for every server.</summary>
    private async Task<PostgresImage> ImageAsync(ContainerEngine engine, CancellationToken cancellationToken) =>
        _image ??= await PostgresImage.EnsureAsync(engine, _options, cancellationToken).ConfigureAwait(false);

    private static async Task<ControlData> ReadControlDataAsync(
        ContainerEngine engine, PostgresImage image, PhysicalServerRequest request, CancellationToken cancellationToken)
    {
        var name = $"drdrills-{request.RunId}-control-{Guid.NewGuid().ToString("N")[..6]}";
        var (exitCode, output) = await engine.RunOnceAsync(
            name, image.Name, ["pg_controldata", request.DataDirectory.FullName], ContainerStart.User, request.WorkFolder.FullName,
            request.RunId, cancellationToken).ConfigureAwait(false);
        return ControlData.Parse(request.DataDirectory, exitCode, output, output);
    }

    private static EngineUnavailableException WrongVersion(string subject, string wanted, int major, PostgresImage image) => new(
        "DR3117",
        subject,
        string.Create(CultureInfo.InvariantCulture, $"{wanted}; the image '{image.Name}' holds {image.MajorVersion}."),
        string.Create(CultureInfo.InvariantCulture, $"Name an image of that version: {PostgresTargetOptions.ImageVariable}=postgres:{major}"));

    [GeneratedRegex("^[A-Za-z0-9_.@-]+$")]
    private static partial Regex PlainWord();
}
