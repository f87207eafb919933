using DrDrills.Backups;
using DrDrills.PostgreSql.Backups.BaseBackup;
using DrDrills.PostgreSql.Manifests;
using DrDrills.PostgreSql.Wal;
using DrDrills.Testing;
using Npgsql;

namespace DrDrills.Tests.PostgreSql.Backups.BaseBackup;

/// <summary>A live server that archives its log, with one base backup of many small tables, and a way to damage each of them.</summary>
/// <remarks>One for the whole fixture: each test has tables of its own; base backup and archive are only read, or copied and damaged.</remarks>
internal sealed class LogSource : IAsyncDisposable
{
    public const string Database = "postgres";
    public const long SegmentBytes = 16 << 20;

    private readonly ScratchCluster _cluster;

    private LogSource(ScratchCluster cluster) => _cluster = cluster;

    public NpgsqlDataSource Live => _cluster.Superuser;

    public ScratchCluster Cluster => _cluster;

    public DirectoryInfo Archive => new(Path.Combine(_cluster.WorkFolder.FullName, "archive"));

    public DirectoryInfo Backups => new(Path.Combine(_cluster.WorkFolder.FullName, "backups"));

    public BaseBackupOutcome Backup { get; private set; } = null!;

    public static async Task<LogSource> StartAsync(params string[] tables)
    {
        var cluster = await ScratchCluster.StartAsync(default, new Dictionary<string, string>
        {
            ["archive_mode"] = "on",
            ["archive_command"] = "false",
            ["shared_buffers"] = "32MB",
        });
        var source = new LogSource(cluster);
        source.Archive.Create();
        source.Archive.UnixFileMode = (UnixFileMode)0b111_111_111;
        await source.RunAsync($"ALTER SYSTEM SET archive_command = 'cp %p {source.Archive.FullName}/%f'");
        await source.RunAsync("SELECT pg_reload_conf()");
        foreach (var table in tables)
        {
            await source.RunAsync($"CREATE TABLE {table} (id int PRIMARY KEY, note text); INSERT INTO {table} SELECT g, 'good' FROM generate_series(1, 300) g");
        }

        await source.RunAsync(
            """
            CREATE TABLE months (id int, month int) PARTITION BY LIST (month);
            CREATE TABLE months_1 PARTITION OF months FOR VALUES IN (1);
            INSERT INTO months SELECT g, 1 FROM generate_series(1, 300) g
            """);
        source.Backup = await BaseBackupCapture.CaptureAsync(cluster.Server, source.Capture("base"), null, default);
        return source;
    }

    public BaseBackupCaptureOptions Capture(string id) => new()
    {
        BackupId = id,
        OutFolder = Backups,
        Database = Database,
        LogArchive = Archive,
        ArchiveLimit = TimeSpan.FromSeconds(20),
    };

    /// <summary>One transaction for each statement.</summary>
    public async Task RunAsync(params string[] statements)
    {
        foreach (var statement in statements)
        {
            await using var command = Live.CreateCommand(statement);
            await command.ExecuteNonQueryAsync();
        }
    }

    public async Task<DateTimeOffset> NowAsync()
    {
        await using var command = Live.CreateCommand("SELECT clock_timestamp()");
        return new DateTimeOffset((DateTime)(await command.ExecuteScalarAsync())!, TimeSpan.Zero);
    }

    public Task<BackupManifest> HeldAsync() => ManifestTaker.TakeAsync(Live, new ManifestOptions { BackupId = "held" }, null, default);

    public Task<WalSegment> CloseLogAsync() => new WalArchive(Archive, SegmentBytes).WaitForAsync(_cluster.Server, default);

    /// <summary>An archive that a test may damage.</summary>
    public DirectoryInfo CopyOfArchive()
    {
        var copy = _cluster.WorkFolder.CreateSubdirectory($"archive-{Guid.NewGuid():N}");
        foreach (var file in Archive.EnumerateFiles())
        {
            file.CopyTo(Path.Combine(copy.FullName, file.Name));
        }

        return copy;
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();
}
