using DrDrills.Cli;
using DrDrills.Cli.Output;
using DrDrills.Reporting.Packs;
using DrDrills.Tests.Reporting.Packs;
using NUnit.Framework;
using Spectre.Console;

namespace DrDrills.Tests.Cli;

public sealed class EvidenceVerbTests
{
    private SealedRuns _runs = null!;
    private DirectoryInfo _run = null!;
    private string _key = "";

    [SetUp]
    public async Task Seal()
    {
        _runs = new SealedRuns();
        _run = await _runs.AddAsync("run-1");
        _key = Path.Combine(_runs.Folder.FullName, "known.pub.pem");
        await File.WriteAllTextAsync(_key, _runs.Signer.PublicKeyPem);
    }

    [TearDown]
    public void Remove() => _runs.Dispose();

    [Test]
    public async Task A_pack_of_a_known_key_passes_and_says_what_that_proves()
    {
        var (code, prose) = await RunAsync("evidence", "verify", _run.FullName, "--key", _key);

        Assert.That(code, Is.Zero, prose);
        Assert.That(prose, Does.Contain(PackCheck.Meaning).And.Contain("The pack is the one that was sealed."));
    }

    [Test]
    public async Task A_changed_pack_fails_and_names_the_first_thing_that_does_not_hold()
    {
        await File.AppendAllTextAsync(Path.Combine(_run.FullName, "summary.md"), "and more\n");

        var (code, prose) = await RunAsync("evidence", "verify", _run.FullName, "--key", _key);

        Assert.That(code, Is.EqualTo(10));
        Assert.That(prose, Does.Contain("The pack is not the one that was sealed: summary.md: differs within bytes 0 to"));
    }

    [Test]
    public async Task A_pack_of_another_key_fails()
    {
        using var other = new SealedRuns();
        await File.WriteAllTextAsync(_key, other.Signer.PublicKeyPem);

        var (code, prose) = await RunAsync("evidence", "verify", _run.FullName, "--key", _key);

        Assert.That(code, Is.EqualTo(10), prose);
    }

    [Test]
    public async Task A_key_that_is_none_is_a_mistake()
    {
        await File.WriteAllTextAsync(_key, "no key");

        var (code, prose) = await RunAsync("evidence", "verify", _run.FullName, "--key", _key);

        Assert.That(code, Is.EqualTo(2));
        Assert.That(prose, Does.Contain("is no public key in PEM form"));
    }

    [Test]
    public async Task A_review_of_nothing_in_particular_lists_every_mistake()
    {
        var (code, prose) = await RunAsync("review", _run.FullName, "--by", "ann", "--owner", "bob", "--due", "soon");

        Assert.That(code, Is.EqualTo(2), prose);
        Assert.That(prose, Does.Contain("--due"));
    }

    [Test]
    public async Task Who_started_the_run_does_not_review_it_and_a_finding_must_be_there()
    {
        var (code, prose) = await RunAsync("review", _run.FullName, "--by", "drill", "--finding", "DRF999", "--owner", "bob", "--retest-of", "run-0:DRF301");

        Assert.That(code, Is.EqualTo(2), prose);
        Assert.That(prose, Does.Contain("3 mistakes").And.Contain("started the run himself").And.Contain("'DRF999'").And.Contain("'run-0:DRF301'"));
    }

    private static async Task<(int Code, string Prose)> RunAsync(params string[] arguments)
    {
        using var results = new StringWriter();
        using var prose = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(prose) });
        var code = await CommandLine.RunAsync(arguments, new Screen(results, prose, console, isTerminal: false), TimeProvider.System);
        return (code, prose.ToString());
    }
}
