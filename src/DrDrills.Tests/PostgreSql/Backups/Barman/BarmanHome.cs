using DrDrills.Drills;
using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Servers.Local;
using DrDrills.PostgreSql.Tools;
using DrDrills.Testing;

namespace DrDrills.Tests.PostgreSql.Backups.Barman;

/// <summary>
/// A live server with data checksums and a tablespace that Barman itself backs up: as <c>copied</c> by rsync, twice, the second time linking
/// what had not changed, with a packed log; as <c>flowed</c> by pg_basebackup, packed. Barman reaches "the server's host" through a script
/// that plays ssh to this machine.
/// </summary>
/// <remarks>Once for all tests of the folder; the folders are only read, or copied and damaged.</remarks>
internal sealed class BarmanHome : IAsyncDisposable
{
    public const string Database = "bank";

    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static BarmanHome? _shared;

    private readonly RunFolder _work;
    private IPostgresServer? _server;

    private BarmanHome(RunFolder work) => _work = work;

    public DirectoryInfo WorkFolder => _work.Directory;

    public string Home => Path.Combine(WorkFolder.FullName, "home");

    public string Copied => Path.Combine(Home, "copied");

    public string Flowed => Path.Combine(Home, "flowed");

    /// <summary>Names of the backups by rsync, newest first.</summary>
    public IReadOnlyList<string> Ids => [.. Directory.EnumerateDirectories(Path.Combine(Copied, "base"))
        .Select(folder => Path.GetFileName(folder)).OrderDescending(StringComparer.Ordinal)];

    /// <summary>Name of the backup by pg_basebackup.</summary>
    public string FlowedId => Path.GetFileName(Directory.GetDirectories(Path.Combine(Flowed, "base")).Single());

    /// <summary>File of the table <c>kept</c>, which nothing of the log is about.</summary>
    public string FileOfKept { get; private set; } = "";

    public static async Task<BarmanHome> SharedAsync()
    {
        Needs.Postgres();
        Needs.Barman();
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

    /// <summary>The file that describes a backup: beside it, or in <c>meta</c> as Barman 3.13.2 and later write it.</summary>
    public static string DescriptionOf(string server, string id) =>
        InMeta(server, id) is var path && File.Exists(path) ? path : Beside(server, id);

    /// <summary>Writes another value into a backup's description.</summary>
    public static async Task DescribeAsync(string server, string id, string key, string value)
    {
        var path = DescriptionOf(server, id);
        var lines = (await File.ReadAllLinesAsync(path)).Where(line => !line.StartsWith(key + "=", StringComparison.Ordinal));
        await File.WriteAllLinesAsync(path, [.. lines, $"{key}={value}"]);
    }

    /// <summary>A copy of a server's folder in the layout of Barman before 3.13.2, or since; only one of them is the installed Barman's own.</summary>
    /// <remarks>
    /// Since then descriptions lie in <c>meta</c>, named after their backup, and (since 3.13) the list of the log is named after the server, whose
    /// name this copy does not have. The content is the same in both, but for lines that the other version knows.
    /// </remarks>
    public async Task<string> CopyAsync(string server, bool inMeta)
    {
        var copy = await CopyAsync(server);
        Directory.CreateDirectory(Path.Combine(copy, "meta"));
        foreach (var id in Directory.EnumerateDirectories(Path.Combine(copy, "base")).Select(Path.GetFileName).OfType<string>())
        {
            File.Move(DescriptionOf(copy, id), inMeta ? InMeta(copy, id) : Beside(copy, id));
        }

        var list = Directory.EnumerateFiles(Path.Combine(copy, "wals"), "*xlog.db").Single();
        File.Move(list, Path.Combine(copy, "wals", inMeta ? $"{Path.GetFileName(server)}-xlog.db" : "xlog.db"));
        return copy;
    }

    private static string Beside(string server, string id) => Path.Combine(server, "base", id, "backup.info");

    private static string InMeta(string server, string id) => Path.Combine(server, "meta", $"{id}-backup.info");

    /// <summary>A copy that a test may damage.</summary>
    public async Task<string> CopyAsync(string server)
    {
        var copy = Path.Combine(WorkFolder.FullName, $"copy-{Guid.NewGuid():N}"[..13]);
        await DoAsync(["cp", "-a", "--", server, copy]);
        return copy;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        await _work.DisposeAsync();
    }

    private static async Task<BarmanHome> MakeAsync()
    {
        var made = new BarmanHome(await RunFolder.CreateAsync("test-barman", "work", null, default));
        try
        {
            await made.StartAsync();
            await made.ConfigureAsync();
            await made.BackUpAsync();
            return made;
        }
        catch
        {
            await made.DisposeAsync();
            throw;
        }
    }

    private async Task StartAsync()
    {
        foreach (var folder in new[] { "home", "home/copied", "home/copied/incoming", "home/flowed", "home/flowed/incoming", "lock", "space" })
        {
            WorkFolder.CreateSubdirectory(folder);
        }

        await RunFolder.GiveToServerAsync([WorkFolder.FullName], true, default);
        var data = new DirectoryInfo(Path.Combine(WorkFolder.FullName, "live"));
        var made = await HostTools.Find().RunAsync(
            new ToolInvocation(
                "initdb",
                ["--pgdata", data.FullName, "--username=postgres", "--auth=trust", "--data-checksums", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]),
            default);
        if (made.ExitCode != 0)
        {
            throw new InvalidOperationException(made.Errors);
        }

        _server = await new LocalTarget().StartFromDataDirectoryAsync(
            new PhysicalServerRequest
            {
                RunId = "test-barman",
                WorkFolder = WorkFolder,
                DataDirectory = data,
                TimingProfile = TimingProfile.Quick,
                IsSourceFixture = true,
                Recover = false,
                ReplayLimit = TimeSpan.FromSeconds(60),
                Settings = new Dictionary<string, string>
                {
                    ["archive_mode"] = "on",
                    ["archive_command"] = $"cp %p {Copied}/incoming/%f && cp %p {Flowed}/incoming/%f",
                    ["max_connections"] = "150",
                    ["max_wal_senders"] = "5",
                    ["shared_buffers"] = "32MB",
                },
            },
            default);
    }

    private string Configuration => Path.Combine(WorkFolder.FullName, "barman.conf");

    private async Task ConfigureAsync()
    {
        var ssh = Path.Combine(WorkFolder.FullName, "ssh-to-this-machine");
        await File.WriteAllTextAsync(
            ssh,
            """
            #!/bin/sh
            # Plays ssh to this machine: drops options and the host, runs the command.
            host=
            while [ $# -gt 0 ]; do
                case $1 in -o | -p | -l | -i) shift 2 ;; -*) shift ;; *) [ -z "$host" ] || break; host=$1; shift ;; esac
            done
            exec sh -c "$*"
            """);
        File.SetUnixFileMode(ssh, (UnixFileMode)0b111_101_101);
        var arguments = _server!.ToolConnectionArguments;
        var reach = $"host={arguments[arguments.ToList().IndexOf("--host") + 1]} port=5432 user=postgres";
        await File.WriteAllTextAsync(
            Configuration,
            $"""
            [barman]
            barman_user={ServerAccount.OfServers().Name}
            barman_home={Home}
            barman_lock_directory={WorkFolder.FullName}/lock
            log_file={WorkFolder.FullName}/lock/log
            immediate_checkpoint=true
            minimum_redundancy=0
            archiver=on
            [copied]
            description=by rsync
            conninfo={reach} dbname=postgres
            ssh_command={ssh} here
            backup_method=rsync
            backup_options=concurrent_backup
            reuse_backup=link
            compression=gzip
            [flowed]
            description=by pg_basebackup
            conninfo={reach} dbname=postgres
            streaming_conninfo={reach}
            backup_method=postgres
            backup_compression=gzip
            """);
        await RunFolder.GiveToServerAsync([Configuration, ssh], false, default);
        await SqlAsync("postgres", $"CREATE DATABASE {Database}", $"CREATE TABLESPACE aside LOCATION '{WorkFolder.FullName}/space'");
    }

    private async Task BackUpAsync()
    {
        await SqlAsync(
            Database,
            "CREATE TABLE accounts AS SELECT g AS id, md5(g::text) AS note FROM generate_series(1, 20000) g",
            "ALTER TABLE accounts ADD PRIMARY KEY (id)",
            "CREATE TABLE kept AS SELECT g AS id FROM generate_series(1, 20000) g",
            "ALTER TABLE kept ADD PRIMARY KEY (id)",
            "CREATE TABLE aside TABLESPACE aside AS SELECT g AS id FROM generate_series(1, 500) g",
            "CREATE TABLE steps (name text PRIMARY KEY)",
            "SELECT pg_switch_wal()");
        await using (var source = _server!.Connect(Database))
        {
            FileOfKept = (await Sql.ListAsync(source, "SELECT pg_relation_filepath('kept')", row => row.GetString(0), default))[0];
        }

        await ToolAsync("archive-wal", "copied");
        await ToolAsync("archive-wal", "flowed");
        foreach (var server in new[] { "copied", "flowed", "copied" })
        {
            await SqlAsync(Database, $"INSERT INTO steps SELECT '{server} ' || count(*) FROM steps", "CHECKPOINT");
            await ToolAsync("backup", server);
        }

        await SqlAsync(
            Database, "CREATE TABLE made_later AS SELECT 1 AS one", "INSERT INTO steps VALUES ('wanted')", "SELECT pg_create_restore_point('here')", "INSERT INTO steps VALUES ('unwanted')");
        await new DrDrills.PostgreSql.Wal.WalArchive(new DirectoryInfo(Path.Combine(Copied, "incoming")), 16 << 20).WaitForAsync(_server!, default);
        await ToolAsync("archive-wal", "copied");
        await SqlAsync(Database, "INSERT INTO steps VALUES ('not archived yet')");
        await new DrDrills.PostgreSql.Wal.WalArchive(new DirectoryInfo(Path.Combine(Copied, "incoming")), 16 << 20).WaitForAsync(_server!, default);
    }

    private async Task SqlAsync(string database, params string[] statements)
    {
        await using var source = _server!.Connect(database);
        foreach (var statement in statements)
        {
            await using var command = source.CreateCommand(statement);
            await command.ExecuteNonQueryAsync();
        }
    }

    private async Task ToolAsync(params string[] words)
    {
        var account = ServerAccount.OfServers().Name;
        await DoAsync(
        [
            .. ServerAccount.ForThisProcess()?.CommandPrefix ?? [], "env", $"HOME={WorkFolder.FullName}/lock", $"USER={account}", $"LOGNAME={account}",
            "barman", "-c", Configuration, "-q", .. words,
        ]);
    }

    private static async Task DoAsync(IReadOnlyList<string> command)
    {
        var outcome = await HostCommand.RunAsync(command, default, TimeSpan.FromMinutes(2));
        if (outcome.ExitCode != 0)
        {
            throw new InvalidOperationException(string.Join(' ', command.TakeLast(2)) + ": " + outcome.Errors + outcome.Output);
        }
    }
}
