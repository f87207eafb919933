using DrDrills.PostgreSql.Tools;
using DrDrills.PostgreSql.Wal;
using DrDrills.Testing;

namespace DrDrills.Tests.PostgreSql.Backups.BaseBackup;

/// <summary>A live server whose administrators run pg_basebackup themselves, in every form; nothing of DrDrills' is beside what they keep.</summary>
/// <remarks>One for the whole fixture: the backups are only read, or copied and damaged.</remarks>
internal sealed class ToolBaseBackups : IAsyncDisposable
{
    public const string Database = "bank";
    public const long SegmentBytes = 16 << 20;

    private readonly ScratchCluster _cluster;

    private ToolBaseBackups(ScratchCluster cluster) => _cluster = cluster;

    public DirectoryInfo Archive => new(Path.Combine(_cluster.WorkFolder.FullName, "archive"));

    /// <summary>Plain files with a tablespace, the log streamed beside.</summary>
    public string Plain => Backup("plain");

    /// <summary>Archives packed by pg_basebackup, with a tablespace.</summary>
    public string Packed => Backup("packed");

    /// <summary>Packed archives of a time when a transaction was prepared and had not ended.</summary>
    public string Waiting => Backup("waiting");

    /// <summary>Plain files without a manifest, of a server with another, smaller database.</summary>
    public string Unlisted => Backup("unlisted");

    /// <summary>File of the table <c>t</c> of that database, relative to the data directory.</summary>
    public string FileBeside { get; private set; } = "";

    /// <summary>Plain archives without a manifest and without any log.</summary>
    public string Bare => Backup("bare");

    /// <summary>One archive as pg_basebackup writes it to a pipe: log and manifest are inside.</summary>
    public string Single => Path.Combine(Backup("single"), "whole-server.tar");

    public static async Task<ToolBaseBackups> MakeAsync()
    {
        var cluster = await ScratchCluster.StartAsync(default, new Dictionary<string, string>
        {
            ["archive_mode"] = "on",
            ["archive_command"] = "false",
            ["max_connections"] = "150",
            ["max_prepared_transactions"] = "25",
            ["shared_buffers"] = "32MB",
        });
        var made = new ToolBaseBackups(cluster);
        try
        {
            await made.FillAsync();
            return made;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public ScratchCluster Cluster => _cluster;

    /// <summary>A copy that a test may damage, links and all.</summary>
    public async Task<string> CopyAsync(string backup)
    {
        var copy = Path.Combine(_cluster.WorkFolder.FullName, $"copy-{Guid.NewGuid():N}"[..13]);
        var outcome = await HostCommand.RunAsync(["cp", "-a", "--", backup, copy], default);
        return outcome.ExitCode == 0 ? copy : throw new InvalidOperationException(outcome.Errors);
    }

    public async Task RunAsync(string database, params string[] statements)
    {
        await using var source = _cluster.Server.Connect(database);
        foreach (var statement in statements)
        {
            await using var command = source.CreateCommand(statement);
            await command.ExecuteNonQueryAsync();
        }
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    private async Task FillAsync()
    {
        foreach (var folder in new[] { "archive", "space", "backups", "mapped", "mapped2" })
        {
            _cluster.WorkFolder.CreateSubdirectory(folder).UnixFileMode = (UnixFileMode)0b111_111_111;
        }

        await DrDrills.PostgreSql.Servers.RunFolder.GiveToServerAsync([Path.Combine(_cluster.WorkFolder.FullName, "space")], false, default);
        await RunAsync("postgres", $"ALTER SYSTEM SET archive_command = 'cp %p {Archive.FullName}/%f'", "SELECT pg_reload_conf()", $"CREATE DATABASE {Database}");
        await RunToolAsync("pgbench", ["--initialize", "--scale=1", "--quiet", Database]);
        await BackUpAsync("single", into => ["--pgdata=-", "--format=tar", "--wal-method=fetch"], Single);
        await RunAsync(
            Database,
            $"CREATE TABLESPACE aside LOCATION '{_cluster.WorkFolder.FullName}/space'",
            "CREATE TABLE aside TABLESPACE aside AS SELECT g AS id, md5(g::text) AS note FROM generate_series(1, 500) g");
        await BackUpAsync("plain", into =>
            [$"--pgdata={into}", "--wal-method=stream", $"--tablespace-mapping={_cluster.WorkFolder.FullName}/space={_cluster.WorkFolder.FullName}/mapped"]);
        await BackUpAsync("packed", into => [$"--pgdata={into}", "--format=tar", "--gzip", "--wal-method=stream"]);
        await RunAsync(Database, "CREATE TABLE held AS SELECT 7 AS id", "BEGIN; UPDATE held SET id = 8; PREPARE TRANSACTION 'transfer 7'");
        await BackUpAsync("waiting", into => [$"--pgdata={into}", "--format=tar", "--gzip", "--wal-method=fetch"]);
        await RunAsync(Database, "ROLLBACK PREPARED 'transfer 7'", "DROP TABLE held");
        await RunAsync("postgres", "CREATE DATABASE beside");
        await RunAsync("beside", "CREATE TABLE t AS SELECT g AS id FROM generate_series(1, 2000) g", "CHECKPOINT");
        await using (var beside = _cluster.Server.Connect("beside"))
        {
            await using var asked = beside.CreateCommand("SELECT pg_relation_filepath('t')");
            FileBeside = (string)(await asked.ExecuteScalarAsync())!;
        }

        await BackUpAsync("unlisted", into =>
            [$"--pgdata={into}", "--wal-method=stream", "--no-manifest", $"--tablespace-mapping={_cluster.WorkFolder.FullName}/space={_cluster.WorkFolder.FullName}/mapped2"]);
        await RunAsync("postgres", "DROP DATABASE beside");
        await BackUpAsync("bare", into => [$"--pgdata={into}", "--format=tar", "--wal-method=none", "--no-manifest"]);
        await RunAsync(Database, "CREATE TABLE later AS SELECT 1 AS id");
        await new WalArchive(Archive, SegmentBytes).WaitForAsync(_cluster.Server, default);
    }

    private async Task BackUpAsync(string name, Func<string, string[]> options, string? output = null)
    {
        if (output is not null)
        {
            // Into a pipe, as administrators do who pack and ship on the way.
            Directory.CreateDirectory(Backup(name));
            var tools = (HostTools)_cluster.Server.Tools;
            string[] words = [tools.PathOf("pg_basebackup"), .. _cluster.Server.ToolConnectionArguments, "--checkpoint=fast", "--no-sync", .. options("")];
            var piped = await HostCommand.RunAsync(["sh", "-c", "out=$1; shift; exec \"$@\" > \"$out\"", "sh", output, .. words], default);
            if (piped.ExitCode != 0)
            {
                throw new InvalidOperationException(piped.Errors);
            }

            return;
        }

        await RunToolAsync("pg_basebackup", ["--checkpoint=fast", "--no-sync", .. options(Backup(name))]);
    }

    private async Task RunToolAsync(string program, string[] arguments)
    {
        var outcome = await _cluster.Server.Tools.RunAsync(
            new ToolInvocation(
                program, [.. _cluster.Server.ToolConnectionArguments.Where(word => word != "--no-password" || program != "pgbench"), .. arguments])
            { Limit = TimeSpan.FromMinutes(1) }, default);
        if (outcome.ExitCode != 0)
        {
            throw new InvalidOperationException(outcome.Errors);
        }
    }

    private string Backup(string name) => Path.Combine(_cluster.WorkFolder.FullName, "backups", name);
}
