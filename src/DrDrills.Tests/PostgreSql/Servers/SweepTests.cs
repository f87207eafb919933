using DrDrills.Drills;
using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Servers.Local;
using DrDrills.PostgreSql.Tools;
using DrDrills.Testing;
using Npgsql;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Servers;

/// <summary>Each test has a run root of its own; an owner that is gone is this process's number with another start.</summary>
public sealed class SweepTests
{
    private DirectoryInfo _root = null!;

    private static CancellationToken Cancellation => TestContext.CurrentContext.CancellationToken;

    [SetUp]
    public void MakeRoot() =>
        _root = new DirectoryInfo(Path.Combine(Path.GetTempPath(), "drdrills-sweep-" + Guid.NewGuid().ToString("N")[..8]));

    [TearDown]
    public void RemoveRoot()
    {
        if (_root.Exists)
        {
            _root.Delete(recursive: true);
        }
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_local_server_whose_owner_is_gone_is_swept_and_one_whose_owner_lives_is_not()
    {
        Needs.Postgres();
        await using var work = await RunFolder.CreateAsync("sweep", "work", _root, Cancellation);
        await using var abandoned = await StartAsync("gone", work);
        await using var running = await StartAsync("alive", work);
        var folder = _root.EnumerateDirectories("gone-local-*").Single();
        Gone("gone").WriteTo(folder);

        var swept = await SweepOwnAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(swept, Is.EqualTo(new[] { new Leftover("folder", folder.FullName, "gone", true) }));
            Assert.That(ProcessTable.In(folder.FullName), Is.Empty);
            Assert.That(await AnswersAsync(abandoned), Is.False);
            Assert.That(await AnswersAsync(running), Is.True, "a running run is never touched");
            Assert.That(work.Directory.Exists, Is.True);
        }

        Assert.That(await SweepOwnAsync(), Is.Empty, "nothing is left to sweep");
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task The_owner_of_a_folder_is_known_until_everything_else_in_it_is_gone()
    {
        await using var work = await RunFolder.CreateAsync("halfway", "work", _root, Cancellation);
        var removed = new System.Collections.Concurrent.ConcurrentQueue<string?>();
        foreach (var name in new[] { "archive", "owner.zzz", "zzz" })
        {
            await File.WriteAllTextAsync(Path.Combine(work.Directory.CreateSubdirectory(name).FullName, "file"), "", Cancellation);
            await File.WriteAllTextAsync(Path.Combine(work.Directory.FullName, name + ".txt"), "", Cancellation);
        }

        using var watcher = new FileSystemWatcher(work.Directory.FullName);
        watcher.Deleted += (_, entry) => removed.Enqueue(entry.Name);
        watcher.EnableRaisingEvents = true;
        await work.DisposeAsync();

        while (!removed.Contains(RunOwner.FileName))
        {
            await Task.Delay(10, Cancellation);
        }

        Assert.That(removed, Has.Count.EqualTo(7));
        Assert.That(removed.Last(), Is.EqualTo(RunOwner.FileName));
        Assert.That(work.Directory.Exists, Is.False);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task What_is_mounted_in_a_killed_runs_folder_is_unmounted_and_never_removed_with_it()
    {
        Needs.Ext4();
        Needs.Require(Environment.IsPrivilegedProcess, "root, which alone mounts images,", "run the tests as root");

        var work = await RunFolder.CreateAsync("mounted", "work", _root, Cancellation);
        var (image, mount) = (Path.Combine(work.Directory.FullName, "volume.img"), work.Directory.CreateSubdirectory("a mount").FullName);
        await CliWrap.Cli.Wrap("sh").WithArguments(["-c", "truncate -s 8M \"$1\" && mkfs.ext4 -q -F \"$1\" && mount -o loop \"$1\" \"$2\" && touch \"$2/kept\"", "sh", image, mount])
            .ExecuteAsync(Cancellation);
        Gone("mounted").WriteTo(work.Directory);

        var swept = await SweepOwnAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(swept.Select(each => (each.Kind, each.Name, each.Removed)), Is.EqualTo(new[]
            {
                ("mount", mount, true), ("folder", work.Directory.FullName, true),
            }));
            Assert.That(await File.ReadAllTextAsync("/proc/self/mounts", Cancellation), Does.Not.Contain(_root.FullName));
        }
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_loop_device_of_a_killed_run_is_detached()
    {
        Needs.Require(Environment.IsPrivilegedProcess, "root, which alone makes loop devices,", "run the tests as root");

        var (work, device) = await LoopedAsync();

        var swept = await SweepOwnAsync();

        Assert.That(swept, Is.EqualTo(LeftoversOf(work, device, removed: true)));
    }

    /// <summary>As blkid and udev do at any time: the kernel detaches only when they have closed it.</summary>
    [Test]
    [CancelAfter(60_000)]
    public async Task A_loop_device_that_another_program_looks_at_is_detached_when_it_is_closed()
    {
        Needs.Require(Environment.IsPrivilegedProcess, "root, which alone makes loop devices,", "run the tests as root");

        var (work, device) = await LoopedAsync();
        var opened = File.OpenRead(device);
        var sweep = SweepOwnAsync();
        await Task.Delay(500, Cancellation);
        var early = sweep.IsCompleted;
        await opened.DisposeAsync();
        var swept = await sweep;

        Assert.That(early, Is.False, "it waits while the device is open");
        Assert.That(swept, Is.EqualTo(LeftoversOf(work, device, removed: true)));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task The_folder_under_a_loop_device_in_use_is_left_for_the_next_sweep()
    {
        Needs.Require(Environment.IsPrivilegedProcess, "root, which alone makes loop devices,", "run the tests as root");

        var (work, device) = await LoopedAsync();
        await using (File.OpenRead(device))
        {
            Assert.That(await SweepOwnAsync(), Is.EqualTo(LeftoversOf(work, device, removed: false)));
        }

        Assert.That(Directory.Exists(work.FullName), Is.True);
        Assert.That(await SweepOwnAsync(), Is.EqualTo(new[] { new Leftover("folder", work.FullName, "looped", true) }), "the kernel has freed the device");
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Server_processes_whose_folder_was_removed_are_ended()
    {
        Needs.Postgres();
        await using var work = await RunFolder.CreateAsync("sweep", "work", _root, Cancellation);
        await using var server = await StartAsync("stray", work);
        var folder = _root.EnumerateDirectories("stray-local-*").Single();
        Assert.That(ProcessTable.ServersBelow(_root.FullName), Is.Not.Empty);
        folder.Delete(recursive: true);

        var swept = await SweepOwnAsync();

        Assert.That(swept, Is.Not.Empty);
        Assert.That(swept, Has.All.Matches<Leftover>(leftover => leftover.Kind == "process" && leftover.Removed));
        Assert.That(ProcessTable.ServersBelow(_root.FullName), Is.Empty);
    }

    /// <summary>As a drill in a container, which the machine that the container runs on sees: its folder is not missing, it is elsewhere.</summary>
    [TestCase(false)]
    [TestCase(true)]
    public async Task A_server_that_sees_other_files_is_left(bool elsewhere)
    {
        if (elsewhere)
        {
            await Needs.NamespacesAsync();
        }

        // A shell under a server's name, told of a folder that is not here.
        string[] command = [.. elsewhere ? ["unshare", .. Environment.IsPrivilegedProcess ? Array.Empty<string>() : ["--user", "--map-root-user"], "--mount"] : Array.Empty<string>(), "bash", "-c", "exec -a postgres sh -c 'sleep 60; true' \"$0\"", Path.Combine(_root.FullName, "gone", "data")];
        using var ending = new CancellationTokenSource();
        var process = CliWrap.Cli.Wrap(command[0]).WithArguments(command[1..]).WithValidation(CliWrap.CommandResultValidation.None).ExecuteAsync(ending.Token);
        while (!(await File.ReadAllTextAsync($"/proc/{process.ProcessId}/cmdline", Cancellation)).StartsWith("postgres", StringComparison.Ordinal))
        {
            await Task.Delay(20, Cancellation);
        }

        var swept = await SweepOwnAsync();
        var isThere = RunProcess.StartOf(process.ProcessId) is not null;
        await ending.CancelAsync();
        if (isThere)
        {
            Assert.CatchAsync<OperationCanceledException>(async () => await process);
        }

        Assert.That(swept.Select(leftover => leftover.Name), elsewhere ? Is.Empty : Is.EqualTo(new[] { $"{process.ProcessId}" }));
        Assert.That(isThere, Is.EqualTo(elsewhere));
    }

    [Test]
    public async Task A_folder_whose_owner_cannot_be_seen_from_here_or_is_not_named_is_left()
    {
        var unseen = await RunFolder.CreateAsync("unseen", "work", _root, Cancellation);
        (Gone("unseen") with { ProcessSpace = "pid:[1]" }).WriteTo(unseen.Directory);
        var unnamed = _root.CreateSubdirectory("unnamed");

        var swept = await SweepOwnAsync();

        Assert.That(swept, Is.Empty);
        Assert.That(unseen.Directory.Exists && unnamed.Exists, Is.True);
    }

    [Test]
    public async Task What_a_restored_server_wrote_into_its_owner_file_removes_nothing_elsewhere()
    {
        var elsewhere = _root.FullName + "-elsewhere";
        Directory.CreateDirectory(elsewhere);
        try
        {
            var folder = await RunFolder.CreateAsync("forged", "local", _root, Cancellation);
            (Gone("forged") with { AlsoRemove = [elsewhere] }).WriteTo(folder.Directory);

            await SweepOwnAsync();

            Assert.That(Directory.Exists(folder.Directory.FullName), Is.False);
            Assert.That(Directory.Exists(elsewhere), Is.True);
        }
        finally
        {
            Directory.Delete(elsewhere, recursive: true);
        }
    }

    private PostgresTargetOptions Options => new() { RunRoot = _root };

    private static Leftover[] LeftoversOf(DirectoryInfo work, string device, bool removed) =>
        [new("loop device", device, "looped", removed), new("folder", work.FullName, "looped", removed)];

    /// <summary>The folder of a killed run with a loop device over a file in it.</summary>
    private async Task<(DirectoryInfo Work, string Device)> LoopedAsync()
    {
        var work = await RunFolder.CreateAsync("looped", "work", _root, Cancellation);
        var image = Path.Combine(work.Directory.FullName, "volume.img");
        var made = await CliWrap.Buffered.BufferedCommandExtensions.ExecuteBufferedAsync(
            CliWrap.Cli.Wrap("sh").WithArguments(["-c", "truncate -s 8M \"$1\" && losetup --find --show \"$1\"", "sh", image]), Cancellation);
        Gone("looped").WriteTo(work.Directory);
        return (work.Directory, made.StandardOutput.Trim());
    }

    private static RunOwner Gone(string runId) => RunOwner.ThisProcess(runId) with { ProcessStart = 1 };

    /// <summary>Containers of other runs on this machine are none of these tests' business.</summary>
    private async Task<IReadOnlyList<Leftover>> SweepOwnAsync() =>
        [.. (await new Sweep(Options).SweepAsync(Cancellation)).Where(leftover => leftover.Kind != "container")];

    private async Task<IPostgresServer> StartAsync(string runId, RunFolder work) => await new LocalTarget(_root).StartEmptyAsync(
        new ServerRequest { RunId = runId, WorkFolder = work.Directory, TimingProfile = TimingProfile.Quick }, Cancellation);

    private static async Task<bool> AnswersAsync(IPostgresServer server)
    {
        await using var source = server.Connect("postgres");
        await using var command = source.CreateCommand("SELECT 1");
        try
        {
            return await command.ExecuteScalarAsync(Cancellation) is 1;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
