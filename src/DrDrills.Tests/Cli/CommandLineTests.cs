using DrDrills.Cli;
using DrDrills.Cli.Output;
using DrDrills.Errors;
using NUnit.Framework;
using Spectre.Console;

namespace DrDrills.Tests.Cli;

public sealed class CommandLineTests
{
    private readonly StringWriter _results = new();
    private readonly StringWriter _prose = new();

    [SetUp]
    public void Clear()
    {
        _results.GetStringBuilder().Clear();
        _prose.GetStringBuilder().Clear();
    }

    [OneTimeTearDown]
    public void Close()
    {
        _results.Dispose();
        _prose.Dispose();
    }

    [Test]
    public async Task All_mistakes_of_a_command_line_are_listed_and_nothing_is_done()
    {
        var code = await RunAsync("run", "--tags", "smoke", "--shard", "4/3", "--environment", "moon", "--foo");

        Assert.That(code, Is.EqualTo(2));
        Assert.That(_prose.ToString(), Does.Contain("4 mistakes")
            .And.Contain("'--foo'").And.Contain("'moon'").And.Contain("'smoke'").And.Contain("'4/3'"));
        Assert.That(_results.ToString(), Is.Empty);
    }

    [Test]
    public async Task A_mistake_between_two_options_hides_no_other()
    {
        var code = await RunAsync("check", "b", "--rto", "soon", "--rpo", "0.5 fortnights", "--target", "remote", "--format", "zip");

        Assert.That(code, Is.EqualTo(2));
        Assert.That(_prose.ToString(), Does.Contain("4 mistakes")
            .And.Contain("'soon'").And.Contain("'0.5 fortnights'").And.Contain("go together").And.Contain("'zip'"));
    }

    [Test]
    public async Task A_backup_is_compared_with_a_manifest_or_with_its_live_source()
    {
        var code = await RunAsync("check", "b", "--manifest", "m.json", "--against", "Host=db;Password=s3cr3t", "--rto", "soon");

        Assert.That(code, Is.EqualTo(2));
        Assert.That(_prose.ToString(), Does.Contain("2 mistakes").And.Contain("do not go together").And.Not.Contain("s3cr3t"));
    }

    [Test]
    public async Task Every_mistake_of_a_benchmark_is_told_before_anything_is_made()
    {
        var code = await RunAsync("bench", "--rounds", "0", "--gigabytes", "many", "--only", "luck");

        Assert.That(code, Is.EqualTo(2));
        Assert.That(_prose.ToString(), Does.Contain("3 mistakes").And.Contain("'0'").And.Contain("'many'").And.Contain("'luck'"));
    }

    [TestCase("--target", "remote")]
    [TestCase("--remote", "Host=db")]
    [TestCase("--remote", "Host=db", "--target", "local")]
    public async Task A_remote_target_is_named_with_its_connection_and_the_other_way_round(params string[] arguments)
    {
        var code = await RunAsync(["check", "b", .. arguments]);

        Assert.That(code, Is.EqualTo(2));
        Assert.That(_prose.ToString(), Does.Contain("1 mistake").And.Contain("go together"));
    }

    [Test]
    public async Task A_password_typed_in_the_wrong_place_is_not_repeated()
    {
        await RunAsync("run", "postgres://ann:s3cr3t@db/shop");

        Assert.That(_prose.ToString(), Does.Contain("ann:***@db").And.Not.Contain("s3cr3t"));
    }

    [Test]
    public async Task A_single_tag_is_no_response_file()
    {
        await RunAsync("run", "--tags", "@smoke", "--shard", "0/0");

        Assert.That(_prose.ToString(), Does.Contain("1 mistake").And.Contain("--shard"));
    }

    [Test]
    public async Task A_run_never_writes_over_another()
    {
        var folder = Directory.CreateTempSubdirectory("drdrills-out-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "evidence.json"), "{}");
        try
        {
            Assert.That(await RunAsync("run", "--out", folder.FullName), Is.EqualTo(2));
            Assert.That(_prose.ToString(), Does.Contain("is not empty"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Test]
    public async Task Help_goes_to_standard_output_and_names_every_verb_and_exit_code()
    {
        var code = await RunAsync("--help");

        Assert.That(code, Is.Zero);
        string[] verbs = ["run", "test", "check", "compare", "capture", "manifest", "doctor", "report", "evidence", "review", "history", "sweep"];
        Assert.That(verbs.Where(verb => !_results.ToString().Contains("\n  " + verb + " ", StringComparison.Ordinal)), Is.Empty);
        Assert.That(
            Enum.GetValues<ExitCode>().Where(known => !_results.ToString().Contains($"{(int)known} ", StringComparison.Ordinal)), Is.Empty);
    }

    private static readonly TestCaseData[] _failures =
    [
        new TestCaseData(new EngineUnavailableException("DR3102", "s", "statement", "hint"), ExitCode.EnvironmentMissing),
        new TestCaseData(new RestoreFailedException("DR2101", "s", "statement", "hint"), ExitCode.VerificationFailed),
        new TestCaseData(new ConfigurationInvalidException("s", ["m"]), ExitCode.Usage),
        new TestCaseData(new TaskCanceledException(), ExitCode.Cancelled),
        new TestCaseData(new InvalidOperationException("Password=s3cr3t"), ExitCode.Internal),
    ];

    [TestCaseSource(nameof(_failures))]
    public void Every_failure_has_its_exit_code_and_a_text_without_secrets(Exception failure, ExitCode expected)
    {
        Assert.That(FailureReport.Say(NewScreen(), failure), Is.EqualTo(expected));
        Assert.That(_prose.ToString(), Is.Not.Empty.And.Not.Contain("s3cr3t"));
    }

    private Task<int> RunAsync(params string[] arguments) => CommandLine.RunAsync(arguments, NewScreen(), TimeProvider.System);

    private Screen NewScreen() => new(
        _results, _prose, AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(_prose) }), isTerminal: false);
}
