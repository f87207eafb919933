using DrDrills.Credentials;
using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Backups.PgBackRest;
using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Tools;
using DrDrills.Testing;

namespace DrDrills.Tests.PostgreSql.Backups.PgBackRest;

/// <summary>
/// A live server that pgBackRest itself backs up: a full, a differential and an incremental backup in a plain repository, a full one in an
/// encrypted repository, a full and an incremental one in bundles, packed by zstd and, where the installed version can, in blocks. Each is of one
/// more row in <c>steps</c> than the one before, and of a table in a tablespace.
/// </summary>
/// <remarks>Once for all tests of the folder; the repositories are only read, or copied and damaged.</remarks>
internal sealed class PgBackRestRepository : IAsyncDisposable
{
    public const string Stanza = "shop";
    public const string Database = "bank";

    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static PgBackRestRepository? _shared;

    private readonly ScratchCluster _cluster;

    private PgBackRestRepository(ScratchCluster cluster) => _cluster = cluster;

    public static SecretText Passphrase { get; } = SecretText.NewPassword();

    public string Plain => Path.Combine(_cluster.WorkFolder.FullName, "plain");

    public string Encrypted => Path.Combine(_cluster.WorkFolder.FullName, "encrypted");

    public string Bundled => Path.Combine(_cluster.WorkFolder.FullName, "bundled");

    /// <summary>The first version that this asks for blocks: earlier ones have them as a beta feature, or not at all.</summary>
    public static Version FirstWithBlocks { get; } = new(2, 50);

    /// <summary>The version that is installed.</summary>
    public Version Version { get; private set; } = new();

    public DirectoryInfo WorkFolder => _cluster.WorkFolder;

    /// <summary>Names of the backups in the plain repository, newest first.</summary>
    public IReadOnlyList<string> Labels => [.. Directory.EnumerateDirectories(Path.Combine(Plain, "backup", Stanza), "2*")
        .Select(folder => Path.GetFileName(folder)).OrderDescending(StringComparer.Ordinal)];

    public static async Task<PgBackRestRepository> SharedAsync()
    {
        Needs.PgBackRest();
        await Gate.WaitAsync();
        try
        {
            return _shared ??= await MakeAsync();
        }
        finally
        {
            Gate.Release();
        }
    }

    public static async Task DisposeSharedAsync()
    {
        if (Interlocked.Exchange(ref _shared, null) is { } shared)
        {
            await shared.DisposeAsync();
        }
    }

    public IBackupSourceFactory Factory => BackupSources.Default.OfType<PgBackRestSourceFactory>().Single();

    /// <summary>A copy that a test may damage.</summary>
    public async Task<string> CopyAsync(string repository)
    {
        var copy = Path.Combine(_cluster.WorkFolder.FullName, $"copy-{Guid.NewGuid():N}"[..13]);
        await DoAsync(["cp", "-a", "--", repository, copy]);
        return copy;
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    private static async Task<PgBackRestRepository> MakeAsync()
    {
        var cluster = await ScratchCluster.StartAsync(default, new Dictionary<string, string>
        {
            ["archive_mode"] = "on",
            ["archive_command"] = "false",
            ["max_connections"] = "150",
            ["shared_buffers"] = "32MB",
        });
        var made = new PgBackRestRepository(cluster);
        try
        {
            await made.ConfigureAsync();
            await made.BackUpAsync();
            return made;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    private string Space => Path.Combine(_cluster.WorkFolder.FullName, "space");

    private string Configuration => Path.Combine(_cluster.WorkFolder.FullName, "pgbackrest.conf");

    private async Task ConfigureAsync()
    {
        Version = Version.Parse((await HostCommand.RunAsync(["pgbackrest", "version"], default)).Output.Trim().Split(' ')[^1]);
        var data = await AskAsync("postgres", "SHOW data_directory");
        var arguments = _cluster.Server.ToolConnectionArguments;
        var work = _cluster.WorkFolder.FullName;
        await File.WriteAllTextAsync(
            Configuration,
            $"""
            [global]
            repo1-path={Plain}
            repo2-path={Encrypted}
            repo2-cipher-type=aes-256-cbc
            repo2-cipher-pass={Passphrase.Reveal()}
            repo3-path={Bundled}
            repo3-bundle=y
            repo3-bundle-limit=64KiB
            {(Version < FirstWithBlocks ? "" : "repo3-block=y")}
            lock-path={work}/lock
            spool-path={work}/spool
            log-level-file=off
            start-fast=y
            compress-level=1
            repo1-retention-full=9
            repo2-retention-full=9
            repo3-retention-full=9
            [{Stanza}]
            pg1-path={data}
            pg1-socket-path={arguments[arguments.ToList().IndexOf("--host") + 1]}
            pg1-port=5432
            pg1-user=postgres
            """);
        foreach (var folder in new[] { "plain", "encrypted", "bundled", "lock", "spool", "space" })
        {
            _cluster.WorkFolder.CreateSubdirectory(folder);
        }

        await RunFolder.GiveToServerAsync(
            [Configuration, Plain, Encrypted, Bundled, Path.Combine(work, "lock"), Path.Combine(work, "spool"), Space], false, default);
        await ToolAsync("stanza-create");
        await SqlAsync(
            "postgres",
            $"ALTER SYSTEM SET archive_command = 'pgbackrest --config={Configuration} --stanza={Stanza} archive-push %p'",
            "SELECT pg_reload_conf()",
            $"CREATE DATABASE {Database}");
    }

    private async Task BackUpAsync()
    {
        await SqlAsync(
            Database,
            "CREATE TABLE accounts AS SELECT g AS id, md5(g::text) AS note FROM generate_series(1, 20000) g",
            "ALTER TABLE accounts ADD PRIMARY KEY (id)",
            "CREATE TABLE steps (name text PRIMARY KEY)",
            $"CREATE TABLESPACE space LOCATION '{Space}'",
            "CREATE TABLE apart TABLESPACE space AS SELECT g AS id, md5(g::text) AS note FROM generate_series(1, 2000) g");
        foreach (var (type, repository) in new[] { ("full", 1), ("diff", 1), ("incr", 1), ("full", 2), ("full", 3), ("incr", 3) })
        {
            await SqlAsync(Database, $"INSERT INTO steps VALUES ('{type} {repository}')", "UPDATE accounts SET note = '' WHERE id = 10000", "CHECKPOINT");
            await ToolAsync($"--type={type}", $"--repo={repository}", $"--compress-type={(repository == 3 ? "zst" : "gz")}", "backup");
        }

        await SqlAsync(
            Database, "INSERT INTO steps VALUES ('wanted')", "SELECT pg_create_restore_point('here')", "INSERT INTO steps VALUES ('unwanted')");
        var last = await AskAsync("postgres", "SELECT pg_walfile_name(pg_switch_wal() - 1)");
        await ArchivedAsync(last);
    }

    /// <summary>Waits until a segment is in all repositories under its own name: one that is being written ends in <c>.pgbackrest.tmp</c>.</summary>
    private async Task ArchivedAsync(string segment)
    {
        var begin = TimeProvider.System.GetTimestamp();
        while (!new[] { Plain, Encrypted, Bundled }.All(repository =>
            Directory.EnumerateFiles(Path.Combine(repository, "archive", Stanza), segment + "-*", SearchOption.AllDirectories)
                .Any(file => !file.EndsWith(".tmp", StringComparison.Ordinal))))
        {
            if (TimeProvider.System.GetElapsedTime(begin) > TimeSpan.FromSeconds(60))
            {
                throw new InvalidOperationException(
                    $"Segment '{segment}' was not archived within 60 s.\n" + await _cluster.Server.ReadLogAsync(default));
            }

            await Task.Delay(100);
        }
    }

    private async Task SqlAsync(string database, params string[] statements)
    {
        await using var source = _cluster.Server.Connect(database);
        foreach (var statement in statements)
        {
            await using var command = source.CreateCommand(statement);
            await command.ExecuteNonQueryAsync();
        }
    }

    private async Task<string> AskAsync(string database, string sql)
    {
        await using var source = _cluster.Server.Connect(database);
        await using var command = source.CreateCommand(sql);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private Task ToolAsync(params string[] words) => DoAsync(
        [.. ServerAccount.ForThisProcess()?.CommandPrefix ?? [], "pgbackrest", $"--config={Configuration}", $"--stanza={Stanza}", .. words]);

    private static async Task DoAsync(IReadOnlyList<string> command)
    {
        var outcome = await HostCommand.RunAsync(command, default, TimeSpan.FromMinutes(3));
        if (outcome.ExitCode != 0)
        {
            throw new InvalidOperationException(outcome.Errors + outcome.Output);
        }
    }
}
