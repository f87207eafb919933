using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Servers.Remote;
using DrDrills.PostgreSql.Tools;
using DrDrills.Testing;
using Npgsql;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Servers;

/// <summary>A scratch cluster plays the server that somebody else keeps.</summary>
public sealed class RemoteTargetTests
{
    private const string Secret = "hush-4711";

    private ScratchCluster _cluster = null!;
    private RunFolder _work = null!;

    private static CancellationToken Cancellation => TestContext.CurrentContext.CancellationToken;

    [OneTimeSetUp]
    public async Task Start()
    {
        Needs.Postgres();
        _cluster = await ScratchCluster.StartAsync(CancellationToken.None);
        _work = await RunFolder.CreateAsync("remote-test", "work", null, CancellationToken.None);
        await RunAsync("postgres", "CREATE DATABASE drill");
        await RunAsync("postgres", "CREATE DATABASE taken");
        await RunAsync("taken", "CREATE TABLE orders (id int); CREATE VIEW open_orders AS SELECT * FROM orders");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }

        if (_work is not null)
        {
            await _work.DisposeAsync();
        }
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Copies_get_databases_of_their_own_which_go_at_disposal()
    {
        var before = await DatabasesAsync();
        var target = await PostgresTargets.SelectAsync(Options("drill") with { Kind = TargetKind.Remote }, _ => { }, Cancellation);

        await using var server = await target.StartEmptyAsync(Request(), Cancellation);
        var name = server.NameFor("shop");
        string shown;
        await using (var admin = server.Connect("postgres"))
        {
            shown = admin.ConnectionString;
            await using var create = admin.CreateCommand($"CREATE DATABASE {name}");
            await create.ExecuteNonQueryAsync(Cancellation);
        }

        var tool = await server.Tools.RunAsync(
            new ToolInvocation("psql", [.. server.ToolConnectionArguments, "--no-psqlrc", "-Atc", "SELECT current_database()", name])
            {
                Environment = server.ToolConnectionEnvironment,
            },
            Cancellation);
        var made = (await DatabasesAsync()).Except(before).ToList();
        var disposal = await server.DisposeOfAsync(Cancellation);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(made, Has.Count.EqualTo(2).And.All.StartsWith("drdrills_"));
            Assert.That(tool.Output.Trim(), Is.EqualTo(name), tool.Errors);
            Assert.That(server.Description.Isolation.Holds, Is.False, "nothing can be proven of a network that is not ours");
            Assert.That(server.Description.Extensions, Has.Some.Match("^plpgsql [0-9]"));
            Assert.That(server.Description.Libraries, Does.Contain("ICU collations "));
            Assert.That(disposal.Disposed, Is.True, string.Join('\n', disposal.Proof));
            Assert.That(await DatabasesAsync(), Is.EqualTo(before));
            Assert.That(shown, Does.Not.Contain(Secret));
        }
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_database_that_holds_something_is_refused_and_named()
    {
        var refused = Assert.ThrowsAsync<TargetRefusedException>(
            () => new RemoteTarget(Options("taken")).StartEmptyAsync(Request(), Cancellation));

        Assert.That(refused!.Code, Is.EqualTo("DR3201"));
        Assert.That(refused.Statement, Does.Contain("relation public.orders").And.Contain("relation public.open_orders"));
        Assert.That(refused.ToString(), Does.Not.Contain(Secret));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_server_without_durability_gives_no_production_times_and_keeps_nothing_of_ours()
    {
        var before = await DatabasesAsync();

        var refused = Assert.ThrowsAsync<TargetRefusedException>(() => new RemoteTarget(Options("drill")).StartEmptyAsync(
            Request() with { TimingProfile = TimingProfile.AsProduction }, Cancellation));

        Assert.That(refused!.Code, Is.EqualTo("DR3203"));
        Assert.That(refused.Statement, Does.Contain("fsync=off"));
        Assert.That(await DatabasesAsync(), Is.EqualTo(before));
    }

    [Test]
    public void A_host_that_is_not_on_the_list_is_refused_before_anything_is_sent()
    {
        var options = Options("drill") with { AllowedHosts = ["drills.example.org", $"{Host}/other"] };

        var refused = Assert.ThrowsAsync<TargetRefusedException>(
            () => PostgresTargets.SelectAsync(options with { Kind = TargetKind.Remote }, _ => { }, Cancellation));

        Assert.That(refused!.Code, Is.EqualTo("DR3206"));
        Assert.That(refused.Statement, Does.Contain(Host).And.Contain("drills.example.org"));
    }

    [Test]
    public async Task A_pair_of_host_and_database_allows_that_database()
    {
        var target = new RemoteTarget(Options("drill") with { AllowedHosts = [$"{Host}/drill"] });

        Assert.That(await target.UnavailableBecauseAsync(Cancellation), Is.Null);
    }

    [Test]
    public void A_physical_backup_is_refused()
    {
        var request = new PhysicalServerRequest { RunId = "r", WorkFolder = _work.Directory, DataDirectory = _work.Directory };

        var refused = Assert.ThrowsAsync<TargetRefusedException>(
            () => new RemoteTarget(Options("drill")).StartFromDataDirectoryAsync(request, Cancellation));

        Assert.That(refused!.Code, Is.EqualTo("DR3208"));
    }

    [Test]
    public void A_connection_string_that_cannot_be_read_is_not_repeated()
    {
        var wrong = Assert.Throws<ConfigurationInvalidException>(
            () => new RemoteTarget(new PostgresTargetOptions { RemoteConnection = $"Host=x;Pasword={Secret}" }));

        Assert.That(wrong!.Mistakes, Has.Count.EqualTo(2), "the string and the missing allow list");
        Assert.That(wrong.ToString(), Does.Not.Contain(Secret));
    }

    private string Host => Connection("drill").Host!;

    private ServerRequest Request() => new()
    {
        RunId = "remote-test",
        WorkFolder = _work.Directory,
        TimingProfile = TimingProfile.Quick,
    };

    private PostgresTargetOptions Options(string database) =>
        new() { RemoteConnection = Connection(database).ConnectionString, AllowedHosts = [Host] };

    private NpgsqlConnectionStringBuilder Connection(string database)
    {
        using var source = _cluster.Server.Connect(database);
        return new NpgsqlConnectionStringBuilder(source.ConnectionString) { Password = Secret };
    }

    private async Task RunAsync(string database, string sql)
    {
        await using var source = _cluster.Server.Connect(database);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<IReadOnlyList<string>> DatabasesAsync()
    {
        var names = new List<string>();
        await using var command = _cluster.Superuser.CreateCommand("SELECT datname FROM pg_database ORDER BY 1");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }
}
