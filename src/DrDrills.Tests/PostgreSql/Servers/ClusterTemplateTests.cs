using DrDrills.Drills;
using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Servers.Local;
using DrDrills.PostgreSql.Tools;
using DrDrills.Testing;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Servers;

/// <summary>Each test has a run root of its own.</summary>
public sealed class ClusterTemplateTests
{
    private DirectoryInfo _root = null!;

    [SetUp]
    public void Make_the_root()
    {
        Needs.Postgres();
        _root = new DirectoryInfo(Path.Combine(Path.GetTempPath(), "drdrills-template-" + Guid.NewGuid().ToString("N")[..8]));
    }

    [TearDown]
    public void Remove_the_root()
    {
        if (_root.Exists)
        {
            _root.Delete(recursive: true);
        }
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task The_second_server_of_a_copy_is_made_from_the_first_ones_template_and_a_source_has_its_own_identity(CancellationToken stop)
    {
        var first = await IdentityAsync(isSource: false, stop);
        var second = await IdentityAsync(isSource: false, stop);
        var source = await IdentityAsync(isSource: true, stop);

        var template = ClusterTemplate.FolderBelow(_root).EnumerateDirectories().Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(second, Is.EqualTo(first));
            Assert.That(source, Is.Not.EqualTo(first));
            Assert.That(template.Parent!.UnixFileMode, Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
            Assert.That(await ReachesAsync(template, stop), Is.EqualTo(ServerAccount.ForThisProcess() is null), "servers of root do not reach it");
        }
    }

    [Test]
    public async Task The_sweep_removes_templates_that_are_half_made_or_long_unused_and_no_others()
    {
        await RunRoot.EnsureAsync(_root, default);
        var now = TimeProvider.System.GetUtcNow();
        var used = Template("used", now.AddDays(-6));
        Template("unused", now.AddDays(-8));
        Template("without-locale", null);
        var alive = Template("a-1.half", null, RunOwner.ThisProcess("template"));
        Template("b-1.half", null, RunOwner.ThisProcess("template") with { ProcessStart = 1 });

        await new Sweep(new PostgresTargetOptions { RunRoot = _root }).SweepAsync(default);

        Assert.That(
            ClusterTemplate.FolderBelow(_root).EnumerateDirectories().Select(folder => folder.Name), Is.EquivalentTo(new[] { used, alive }));
    }

    private string Template(string name, DateTimeOffset? lastUsed, RunOwner? owner = null)
    {
        var folder = Directory.CreateDirectory(Path.Combine(ClusterTemplate.FolderBelow(_root).FullName, name));
        owner?.WriteTo(folder);
        if (lastUsed is { } instant)
        {
            var locale = Path.Combine(folder.FullName, "locale.txt");
            File.WriteAllText(locale, "C");
            File.SetLastWriteTimeUtc(locale, instant.UtcDateTime);
        }

        return name;
    }

    private async Task<long> IdentityAsync(bool isSource, CancellationToken stop)
    {
        await using var work = await RunFolder.CreateAsync("template-test", "work", _root, stop);
        var request = new ServerRequest
        {
            RunId = "template-test", WorkFolder = work.Directory, TimingProfile = TimingProfile.Quick, IsSourceFixture = isSource,
        };
        await using var server = await new LocalTarget(_root).StartEmptyAsync(request, stop);
        await using var database = server.Connect("postgres");
        return (await Sql.ListAsync(database, "SELECT system_identifier FROM pg_control_system()", row => row.GetInt64(0), stop)).Single();
    }

    private static async Task<bool> ReachesAsync(DirectoryInfo folder, CancellationToken stop)
    {
        string[] asServer = [.. ServerAccount.ForThisProcess()?.CommandPrefix ?? []];
        return (await HostCommand.RunAsync([.. asServer, "test", "-r", Path.Combine(folder.FullName, "data", "PG_VERSION")], stop)).ExitCode == 0;
    }
}
