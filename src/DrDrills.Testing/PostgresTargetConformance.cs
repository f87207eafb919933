using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Tools;
using Npgsql;
using NUnit.Framework;

namespace DrDrills.Testing;

/// <summary>What every target promises, whatever its kind. Each test has its own work folder and removes its own servers.</summary>
public abstract class PostgresTargetConformance
{
    private RunFolder _work = null!;

    /// <summary>Fails or skips where the target cannot run on this machine; else the target.</summary>
    protected abstract Task<IPostgresTarget> OpenAsync();

    /// <summary>What is left of a run on this machine: folders, processes, containers; empty when all is gone.</summary>
    protected abstract Task<IReadOnlyList<string>> LeftoversAsync(string runId);

    protected IPostgresTarget Target { get; private set; } = null!;

    protected string RunId { get; private set; } = "";

    protected DirectoryInfo Work => _work.Directory;

    protected static CancellationToken Cancellation => TestContext.CurrentContext.CancellationToken;

    [SetUp]
    public async Task Open()
    {
        RunId = "conf-" + Guid.NewGuid().ToString("N")[..8];
        Target = await OpenAsync();
        _work = await RunFolder.CreateAsync(RunId, "work", null, Cancellation);
    }

    [TearDown]
    public async Task Remove()
    {
        if (_work is not null)
        {
            await _work.DisposeAsync();
        }
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_version_that_is_not_to_be_had_is_an_environment_gap()
    {
        var lacking = Assert.ThrowsAsync<EngineUnavailableException>(
            () => Target.StartEmptyAsync(Empty() with { MajorVersion = 77 }, Cancellation))!;

        Assert.That(lacking.Statement, Does.StartWith("PostgreSQL 77"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task An_empty_server_answers_is_durable_does_not_archive_reaches_nothing_and_leaves_nothing()
    {
        var begin = TimeProvider.System.GetTimestamp();
        await using var server = await Target.StartEmptyAsync(Empty(), Cancellation);
        await TestContext.Out.WriteLineAsync($"started in {TimeProvider.System.GetElapsedTime(begin).TotalSeconds:0.00} s");
        await using var connections = server.Connect("postgres");
        var tool = await server.Tools.RunAsync(
            new ToolInvocation("psql", [.. server.ToolConnectionArguments, "--no-psqlrc", "-Atc", "SELECT 6 * 7", "postgres"])
            {
                Environment = server.ToolConnectionEnvironment,
            },
            Cancellation);
        var rows = new List<string>();
        var streamed = await server.Tools.RunAsync(
            new ToolInvocation("psql", [.. server.ToolConnectionArguments, "--no-psqlrc", "-Atc", "SELECT generate_series(1, 20000)", "postgres"])
            {
                Environment = server.ToolConnectionEnvironment, OnOutputLine = rows.Add,
            },
            Cancellation);
        var settings = server.Description.Settings;
        var disposal = await server.DisposeOfAsync(Cancellation);
        var again = await server.DisposeOfAsync(Cancellation);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(server.Description.Isolation.EgressBlocked, Is.True, server.Description.Isolation.Probe);
            Assert.That(server.Description.Extensions, Has.Some.Match("^plpgsql [0-9]"));
            Assert.That(server.Description.Libraries, Does.Match("^glibc [0-9.]+, ICU collations [0-9.]+$"));
            Assert.That(settings["archive_mode"], Is.EqualTo("off"));
            Assert.That(settings["fsync"], Is.EqualTo("on"));
            Assert.That(settings["full_page_writes"], Is.EqualTo("on"));
            Assert.That(settings["synchronous_commit"], Is.EqualTo("on"));
            Assert.That(tool.ExitCode, Is.Zero, tool.Errors);
            Assert.That(tool.Output.Trim(), Is.EqualTo("42"));
            Assert.That((rows.Count, rows[^1], streamed.Output), Is.EqualTo((20000, "20000", "")), "output that is taken line by line is not kept");
            Assert.That(disposal.Disposed, Is.True, string.Join('\n', disposal.Proof));
            Assert.That(again, Is.EqualTo(disposal));
        }

        Assert.That(await LeftoversAsync(RunId), Is.Empty);
        Assert.That(async () => await Scalar(connections, "SELECT 1"), Throws.InstanceOf<NpgsqlException>());
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Another_role_connects_without_being_superuser()
    {
        await using var server = await Target.StartEmptyAsync(Empty() with { TimingProfile = TimingProfile.Quick }, Cancellation);
        await using var connections = server.Connect("postgres");
        await Scalar(connections, "CREATE ROLE shopkeeper LOGIN");
        await using var other = server.ConnectAs("postgres", "shopkeeper")!;

        var seen = await Scalar(other, "SELECT current_user || ' ' || current_setting('is_superuser')");

        Assert.That(seen, Is.EqualTo("shopkeeper off"));
        Assert.That(server.Description.Settings["fsync"], Is.EqualTo("off"), "the quick profile says so in its record");
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_tool_keeps_its_exit_code_and_its_words()
    {
        await using var server = await Target.StartEmptyAsync(Empty() with { TimingProfile = TimingProfile.Quick }, Cancellation);
        var lines = new List<string>();
        ToolInvocation asked = new("psql", [.. server.ToolConnectionArguments, "--no-psqlrc", "-c", "SELECT 1/0", "postgres"])
        {
            Environment = server.ToolConnectionEnvironment,
            OnErrorLine = lines.Add,
        };

        var outcome = await server.Tools.RunAsync(asked, Cancellation);

        Assert.That(outcome.ExitCode, Is.EqualTo(1));
        Assert.That(outcome.Errors, Does.Contain("division by zero"));
        Assert.That(lines, Has.Some.Contains("division by zero"));
        Assert.That(
            async () => await server.Tools.RunAsync(
                asked with
                {
                    Arguments = [.. server.ToolConnectionArguments, "--no-psqlrc", "-c", "SELECT pg_sleep(60)", "postgres"],
                    Limit = TimeSpan.FromMilliseconds(700),
                },
                Cancellation),
            Throws.InstanceOf<TargetNotReadyException>().With.Property("Code").EqualTo("DR3301"));
        Assert.That(
            async () => await server.Tools.RunAsync(new ToolInvocation("pg_nothing", []), Cancellation),
            Throws.InstanceOf<EngineUnavailableException>().With.Property("Code").EqualTo("DR3101"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_start_that_is_cancelled_leaves_nothing([Values(30, 200)] int afterMilliseconds)
    {
        // Where a server starts sooner than that, the cancellation has to come sooner too.
        var after = afterMilliseconds;
        while (await StartsWithinAsync(after))
        {
            Assert.That(after, Is.Positive, "a start that was cancelled before it began");
            after /= 2;
        }

        await _work.DisposeAsync();
        Assert.That(await LeftoversAsync(RunId), Is.Empty);
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task A_restored_data_directory_recovers_to_its_target_and_a_target_beyond_the_wal_is_an_error()
    {
        await using var source = await PhysicalSource.StartAsync(Cancellation);
        var reachable = await source.UnpackAsync(Work, "reached", Cancellation);
        var unreachable = await source.UnpackAsync(Work, "missed", Cancellation);

        await using (var server = await Target.StartFromDataDirectoryAsync(Recover(source, reachable, "before_damage"), Cancellation))
        {
            await using var connections = server.Connect("postgres");
            using (Assert.EnterMultipleScope())
            {
                Assert.That(await Scalar(connections, "SELECT string_agg(name, ',' ORDER BY name) FROM goods"), Is.EqualTo("rice,tea"));
                Assert.That(await Scalar(connections, "SELECT pg_is_in_recovery()"), Is.False);
                Assert.That(server.Description.Settings["archive_mode"], Is.EqualTo("off"));
                Assert.That(server.Description.Settings["fsync"], Is.EqualTo("on"));
                Assert.That(server.Description.Isolation.EgressBlocked, Is.True, server.Description.Isolation.Probe);
                Assert.That(await server.ReadLogAsync(Cancellation), Does.Contain("recovery stopping at restore point \"before_damage\""));
                Assert.That(
                    await Scalar(connections, "SELECT current_setting('max_connections')"), Is.EqualTo("130"), "the source's own limit");
                Assert.That(
                    await Scalar(connections, "SELECT current_setting('archive_command')"),
                    Is.AnyOf("", "(disabled)"),
                    "what the backup configured must not act");
            }

            Assert.That((await server.DisposeOfAsync(Cancellation)).Disposed, Is.True);
        }

        var missed = Assert.ThrowsAsync<RecoveryTargetUnreachableException>(
            () => Target.StartFromDataDirectoryAsync(Recover(source, unreachable, "never_written"), Cancellation));
        Assert.That(missed!.Statement, Does.Contain("recovery ended before configured recovery target was reached"));
        reachable.Refresh();
        Assert.That(reachable.Exists, Is.False, "the copy goes with its server");
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task A_fixture_on_a_data_directory_may_archive_and_leaves_the_directory()
    {
        await using var source = await PhysicalSource.StartAsync(Cancellation);
        var data = await source.UnpackAsync(Work, "live", Cancellation);
        var recover = Recover(source, data, "before_damage");
        var request = recover with
        {
            IsSourceFixture = true,
            Settings = recover.Settings.Append(new("archive_mode", "on")).Append(new("archive_command", "/bin/true")).ToDictionary(),
        };

        await using (var server = await Target.StartFromDataDirectoryAsync(request, Cancellation))
        {
            Assert.That(server.Description.Settings["archive_mode"], Is.EqualTo("on"));
        }

        data.Refresh();
        Assert.That(data.Exists, Is.True);
    }

    protected ServerRequest Empty() => new() { RunId = RunId, WorkFolder = Work };

    protected static async Task<object?> Scalar(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Cancellation);
    }

    private async Task<bool> StartsWithinAsync(int milliseconds)
    {
        using var cancelled = new CancellationTokenSource(TimeSpan.FromMilliseconds(milliseconds));
        try
        {
            await using var server = await Target.StartEmptyAsync(Empty(), cancelled.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private PhysicalServerRequest Recover(PhysicalSource source, DirectoryInfo data, string name) => new()
    {
        RunId = RunId,
        WorkFolder = Work,
        DataDirectory = data,
        ReplayLimit = TimeSpan.FromSeconds(60),
        Settings = new Dictionary<string, string>
        {
            ["restore_command"] = source.RestoreCommand(Work),
            ["recovery_target_name"] = name,
        },
    };
}
