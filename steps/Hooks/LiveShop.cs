using System.Globalization;
using BharatMart;
using DrDrills.Drills;
using DrDrills.PostgreSql.Servers;

namespace DrDrills.Steps.Hooks;

/// <summary>
/// BharatMart's live server: a fixture that the harness made itself, so that incidents may be injected into it. Each scenario gets a
/// database of its own, copied from one that was generated once.
/// </summary>
public sealed class LiveShop : IAsyncDisposable
{
    private const string Template = "bharatmart_template";

    private readonly RunFolder _folder;
    private int _databases;

    private LiveShop(RunFolder folder, IPostgresServer server)
    {
        _folder = folder;
        Server = server;
        Backups = new ShopBackups(server, this, Template);
    }

    public IPostgresServer Server { get; }

    public ShopBackups Backups { get; }

    /// <summary>Where the server archives its log, in every scenario.</summary>
    public DirectoryInfo LogArchive => new(Path.Combine(_folder.Directory.FullName, "archive"));

    /// <summary>A new folder that this process and the server can both write.</summary>
    public DirectoryInfo NewFolder(string purpose)
    {
        var folder = _folder.Directory.CreateSubdirectory($"{purpose}-{Guid.NewGuid():N}");
        folder.UnixFileMode = (UnixFileMode)0b111_111_111;
        return folder;
    }

    public static async Task<LiveShop> OpenAsync(
        IPostgresTarget target, RunSettings settings, CancellationToken cancellationToken)
    {
        var folder = await RunFolder.CreateAsync(settings.RunId, "shop", null, cancellationToken);
        var archive = Directory.CreateDirectory(Path.Combine(folder.Directory.FullName, "archive"));
        archive.UnixFileMode = (UnixFileMode)0b111_111_111;
        var server = await target.StartEmptyAsync(
            new ServerRequest
            {
                RunId = settings.RunId,
                WorkFolder = folder.Directory,
                IsSourceFixture = true,
                // The source's own speed is no part of a recovery time; the copy that is timed runs as in production.
                TimingProfile = TimingProfile.Quick,
                Settings = new Dictionary<string, string>
                {
                    ["wal_level"] = "replica",
                    ["archive_mode"] = "on",
                    ["archive_command"] = $"test ! -f {archive.FullName}/%f && cp %p {archive.FullName}/%f",
                    ["track_commit_timestamp"] = "on",
                    ["max_wal_senders"] = "4",
                },
            },
            cancellationToken);
        var shop = new LiveShop(folder, server);
        await shop.CreateDatabaseAsync(Template, "template0", cancellationToken);
        await using var database = server.Connect(Template);
        await BharatMartDatabase.CreateAsync(database, new BharatMartOptions { Scale = settings.Scale }, cancellationToken);
        return shop;
    }

    /// <summary>A database of its own for one scenario.</summary>
    public async Task<string> CopyDatabaseAsync(CancellationToken cancellationToken)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"bharatmart_{Interlocked.Increment(ref _databases)}");
        await CreateDatabaseAsync(name, Template, cancellationToken);
        return name;
    }

    public async Task DropDatabaseAsync(string name, CancellationToken cancellationToken)
    {
        await using var postgres = Server.Connect("postgres");
        await using var drop = postgres.CreateCommand($"DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)");
        await drop.ExecuteNonQueryAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await _folder.DisposeAsync();
    }

    private async Task CreateDatabaseAsync(string name, string template, CancellationToken cancellationToken)
    {
        await using var postgres = Server.Connect("postgres");
        await using var create = postgres.CreateCommand($"CREATE DATABASE \"{name}\" TEMPLATE \"{template}\"");
        create.CommandTimeout = 300;
        await create.ExecuteNonQueryAsync(cancellationToken);
    }
}
