using DrDrills.PostgreSql.Tools;

namespace DrDrills.Testing;

/// <summary>A live system that archives its WAL, with a base backup and a restore point between two good rows and a bad one.</summary>
public sealed class PhysicalSource : IAsyncDisposable
{
    private readonly ScratchCluster _cluster;

    private PhysicalSource(ScratchCluster cluster) => _cluster = cluster;

    private DirectoryInfo Archive => new(Path.Combine(_cluster.WorkFolder.FullName, "archive"));

    private DirectoryInfo Base => new(Path.Combine(_cluster.WorkFolder.FullName, "base"));

    public static async Task<PhysicalSource> StartAsync(CancellationToken cancellationToken)
    {
        var cluster = await ScratchCluster.StartAsync(cancellationToken, new Dictionary<string, string>
        {
            ["archive_mode"] = "on",
            ["archive_command"] = "false",
            ["max_connections"] = "130",
        });
        var source = new PhysicalSource(cluster);
        try
        {
            await source.ArchiveAsync(cancellationToken);
            return source;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Puts the base backup and the archive into a work folder.</summary>
    public async Task<DirectoryInfo> UnpackAsync(DirectoryInfo work, string name, CancellationToken cancellationToken)
    {
        var data = new DirectoryInfo(Path.Combine(work.FullName, name));
        Copy(Base, data);
        var archive = new DirectoryInfo(Path.Combine(work.FullName, "archive"));
        if (!archive.Exists)
        {
            Copy(Archive, archive);
        }

        // What a production server would bring along.
        await File.WriteAllTextAsync(Path.Combine(data.FullName, "standby.signal"), "", cancellationToken);
        await File.AppendAllTextAsync(
            Path.Combine(data.FullName, "postgresql.auto.conf"),
            "archive_mode = 'on'\narchive_command = 'false'\nprimary_conninfo = 'host=primary'\nlisten_addresses = '*'\n",
            cancellationToken);
        return data;
    }

    public string RestoreCommand(DirectoryInfo work) => $"cp '{Path.Combine(work.FullName, "archive")}/%f' '%p'";

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    private async Task ArchiveAsync(CancellationToken cancellationToken)
    {
        // The server archives under its own account, and the umask would take its right to write away.
        Archive.Create();
        File.SetUnixFileMode(
            Archive.FullName,
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute);
        await RunAsync($"ALTER SYSTEM SET archive_command = 'cp %p {Archive.FullName}/%f'", cancellationToken);
        await RunAsync("SELECT pg_reload_conf()", cancellationToken);
        await RunAsync("CREATE TABLE goods (name text); INSERT INTO goods VALUES ('rice'); CHECKPOINT", cancellationToken);
        var taken = await _cluster.Server.Tools.RunAsync(
            new ToolInvocation(
                "pg_basebackup",
                [.. _cluster.Server.ToolConnectionArguments, "--pgdata", Base.FullName, "--wal-method=none", "--checkpoint=fast", "--no-sync"])
            { Limit = TimeSpan.FromSeconds(30) },
            cancellationToken);
        if (taken.ExitCode != 0)
        {
            throw new InvalidOperationException(taken.Errors);
        }

        await RunAsync("INSERT INTO goods VALUES ('tea')", cancellationToken);
        await RunAsync("SELECT pg_create_restore_point('before_damage')", cancellationToken);
        await RunAsync("INSERT INTO goods VALUES ('damage')", cancellationToken);
        await using var switched = _cluster.Superuser.CreateCommand("SELECT pg_walfile_name(pg_switch_wal() - 1)");
        var last = (string)(await switched.ExecuteScalarAsync(cancellationToken))!;
        await ArchivedAsync(last, cancellationToken);
    }

    private async Task ArchivedAsync(string segment, CancellationToken cancellationToken)
    {
        var begin = TimeProvider.System.GetTimestamp();
        while (!File.Exists(Path.Combine(_cluster.WorkFolder.FullName, "archive", segment)))
        {
            if (TimeProvider.System.GetElapsedTime(begin) > TimeSpan.FromSeconds(20))
            {
                throw new InvalidOperationException(
                    $"WAL segment '{segment}' was not archived within 20 s.\n" + await _cluster.Server.ReadLogAsync(cancellationToken));
            }

            await Task.Delay(50, cancellationToken);
        }
    }

    private async Task RunAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = _cluster.Superuser.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static void Copy(DirectoryInfo from, DirectoryInfo to)
    {
        Directory.CreateDirectory(to.FullName);
        foreach (var folder in from.EnumerateDirectories())
        {
            Copy(folder, new DirectoryInfo(Path.Combine(to.FullName, folder.Name)));
        }

        foreach (var file in from.EnumerateFiles())
        {
            file.CopyTo(Path.Combine(to.FullName, file.Name));
        }
    }
}
