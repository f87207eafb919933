using DrDrills.PostgreSql.Tools;
using DrDrills.Testing;

namespace DrDrills.Tests.PostgreSql.Backups.BaseBackup;

/// <summary>
/// A live server of which pg_basebackup takes a full backup and, from PostgreSQL 17 on, two incremental ones on top of it. Before 17 nothing takes
/// them: there one full backup claims by its label to be incremental, which is all that is read of it before the chain is combined.
/// </summary>
internal sealed class IncrementalChain : IAsyncDisposable
{
    private const int FirstVersion = 17;
    private const string Database = "bank";

    private readonly ScratchCluster _cluster;

    private IncrementalChain(ScratchCluster cluster) => _cluster = cluster;

    /// <summary>Whether the installed programs take and combine incremental backups.</summary>
    public static bool IsReal => HostTools.TryFind()?.MajorVersion >= FirstVersion;

    /// <summary>The folder that all of them lie in.</summary>
    public string Folder => Path.Combine(_cluster.WorkFolder.FullName, "backups");

    /// <summary>Names of the full backup, plain, and of the last of the chain: packed archives where it is real, else the plain one that claims.</summary>
    public static (string Full, string Last) Names => ("full", IsReal ? "second" : "first");

    public static async Task<IncrementalChain> MakeAsync()
    {
        var cluster = await ScratchCluster.StartAsync(
            default, IsReal ? new Dictionary<string, string> { ["summarize_wal"] = "on" } : []);
        var made = new IncrementalChain(cluster);
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

    /// <summary>A copy of the folder that a test may damage, links and all.</summary>
    public async Task<string> CopyAsync()
    {
        var copy = Path.Combine(_cluster.WorkFolder.FullName, $"copy-{Guid.NewGuid():N}"[..13]);
        var outcome = await HostCommand.RunAsync(["cp", "-a", "--", Folder, copy], default);
        return outcome.ExitCode == 0 ? copy : throw new InvalidOperationException(outcome.Errors);
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    private async Task FillAsync()
    {
        foreach (var folder in new[] { "space", "backups", "mapped-full", "mapped-first" })
        {
            _cluster.WorkFolder.CreateSubdirectory(folder).UnixFileMode = (UnixFileMode)0b111_111_111;
        }

        await DrDrills.PostgreSql.Servers.RunFolder.GiveToServerAsync([Path.Combine(_cluster.WorkFolder.FullName, "space")], false, default);
        await RunAsync("postgres", $"CREATE DATABASE {Database}");
        await RunAsync(
            Database,
            $"CREATE TABLESPACE aside LOCATION '{_cluster.WorkFolder.FullName}/space'",
            "CREATE TABLE aside TABLESPACE aside AS SELECT g AS id, md5(g::text) AS note FROM generate_series(1, 500) g",
            "CREATE TABLE accounts AS SELECT g AS id, 0 AS balance, repeat('x', 80) AS filler FROM generate_series(1, 20000) g");
        await BackUpAsync("full");
        await RunAsync(Database, "UPDATE aside SET note = 'first' WHERE id <= 2");
        if (!IsReal)
        {
            await BackUpAsync("first", "--no-manifest");
            var full = await File.ReadAllTextAsync(Path.Combine(Folder, "full", "backup_label"));
            await File.AppendAllTextAsync(
                Path.Combine(Folder, "first", "backup_label"), $"INCREMENTAL FROM LSN: {full.Split(' ')[3]}\nINCREMENTAL FROM TLI: 1\n");
            return;
        }

        await BackUpAsync("first", $"--incremental={Folder}/full/backup_manifest");
        await RunAsync(Database, "UPDATE aside SET note = 'second' WHERE id = 2", "UPDATE accounts SET balance = 7 WHERE id = 19999");
        await TakeAsync([$"--pgdata={Folder}/second", "--format=tar", "--gzip", $"--incremental={Folder}/first/backup_manifest"]);
    }

    /// <summary>Plain files, the tablespace beside them.</summary>
    private Task BackUpAsync(string name, params string[] options) => TakeAsync(
        [$"--pgdata={Folder}/{name}", $"--tablespace-mapping={_cluster.WorkFolder.FullName}/space={_cluster.WorkFolder.FullName}/mapped-{name}", .. options]);

    private async Task TakeAsync(string[] arguments)
    {
        var outcome = await _cluster.Server.Tools.RunAsync(
            new ToolInvocation(
                "pg_basebackup", [.. _cluster.Server.ToolConnectionArguments, "--checkpoint=fast", "--no-sync", "--wal-method=stream", .. arguments])
            { Limit = TimeSpan.FromMinutes(1) }, default);
        if (outcome.ExitCode != 0)
        {
            throw new InvalidOperationException(outcome.Errors);
        }
    }

    private async Task RunAsync(string database, params string[] statements)
    {
        await using var source = _cluster.Server.Connect(database);
        foreach (var statement in statements)
        {
            await using var command = source.CreateCommand(statement);
            await command.ExecuteNonQueryAsync();
        }
    }
}
