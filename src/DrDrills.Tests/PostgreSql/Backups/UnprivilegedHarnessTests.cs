using System.Text.Json.Nodes;
using DrDrills.Backups;
using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Tools;
using DrDrills.Testing;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Backups;

/// <summary>The command line as a user without rights runs it, in a process of its own.</summary>
[TestFixture]
public sealed class UnprivilegedHarnessTests
{
    private static readonly ServerAccount? Account = ServerAccount.ForThisProcess();

    private RunFolder _folder = null!;
    private string _backup = null!;

    private string Home => Path.Combine(_folder.Directory.FullName, "home");

    private string Record => Path.Combine(Home, "record.json");

    [OneTimeSetUp]
    public async Task Copy_what_another_user_could_not_read()
    {
        Needs.Postgres();
        var capture = await (await DumpSource.SharedAsync()).CaptureAsync(BackupFormat.PgDumpCustom);
        _folder = await RunFolder.CreateAsync("test-unprivileged", "work", null, CancellationToken.None);
        _backup = Path.Combine(Home, "backup");
        Copy(capture.Folder.FullName, _backup);
        var tests = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        Copy(Path.Combine(tests.Parent!.Parent!.FullName, "DrDrills.Cli", tests.Name), Path.Combine(Home, "bin"));
        await RunFolder.GiveToServerAsync([Home], true, CancellationToken.None);
    }

    [OneTimeTearDown]
    public async Task Remove() => await (_folder?.DisposeAsync() ?? ValueTask.CompletedTask);

    [Test]
    [CancelAfter(240_000)]
    public async Task A_user_in_a_namespace_of_its_own_cuts_the_copy_off()
    {
        var checkedOut = await CheckAsync(Environment.GetEnvironmentVariable("PATH")!, "--json", Record);

        Assert.That(checkedOut.ExitCode, Is.Zero, checkedOut.Errors);
        var target = JsonNode.Parse(await File.ReadAllTextAsync(Record))!["target"]!["value"]!;
        Assert.That((bool)target["egressBlocked"]!["value"]!, Is.True, target.ToJsonString());
        Assert.That((bool)target["egressAllowed"]!, Is.False);
    }

    [TestCase(false, 12, "DR3209")]
    [TestCase(true, 0, "which the caller allowed")]
    [CancelAfter(240_000)]
    public async Task Where_no_namespace_is_to_be_had_the_caller_decides(bool allow, int exitCode, string said)
    {
        var checkedOut = await CheckAsync(WithoutUnshare(), allow ? ["--allow-egress"] : []);

        Assert.That(checkedOut.ExitCode, Is.EqualTo(exitCode), checkedOut.Errors);
        Assert.That(checkedOut.Errors, Does.Contain(said));
        Assert.That(checkedOut.Errors, allow ? Does.Contain("restore completed") : Does.Not.Contain("restore completed"));
    }

    private Task<ToolOutcome> CheckAsync(string path, params string[] more) => HostCommand.RunAsync(
        [
            .. Account?.CommandPrefix ?? [], "dotnet", Path.Combine(Home, "bin", "DrDrills.Cli.dll"), "check", _backup, "--target", "local", .. more,
        ],
        CancellationToken.None,
        TimeSpan.FromMinutes(4),
        new Dictionary<string, string?>
        {
            ["PATH"] = path, ["HOME"] = Home, ["DOTNET_CLI_HOME"] = Home, ["TMPDIR"] = Home, ["DRDRILLS_ALLOW_EGRESS"] = null,
        },
        workingDirectory: Home);

    /// <summary>A PATH with everything but the program that makes namespaces.</summary>
    private string WithoutUnshare()
    {
        var programs = Path.Combine(_folder.Directory.FullName, "programs");
        if (!Directory.Exists(programs))
        {
            Directory.CreateDirectory(programs, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
            foreach (var program in Environment.GetEnvironmentVariable("PATH")!.Split(':').Where(Directory.Exists).SelectMany(Directory.EnumerateFiles))
            {
                var link = Path.Combine(programs, Path.GetFileName(program));
                if (Path.GetFileName(program) != "unshare" && !File.Exists(link))
                {
                    File.CreateSymbolicLink(link, program);
                }
            }
        }

        return programs;
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
