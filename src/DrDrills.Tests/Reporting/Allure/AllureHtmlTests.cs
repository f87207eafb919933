using DrDrills.Reporting.Allure;
using NUnit.Framework;

namespace DrDrills.Tests.Reporting.Allure;

/// <summary>How the outcome of the tool is read, with a script in the tool's place.</summary>
[Platform("Unix")]
public sealed class AllureHtmlTests
{
    private DirectoryInfo _run = null!;

    [SetUp]
    public void Open()
    {
        _run = Directory.CreateTempSubdirectory("allure-html-");
        Directory.CreateDirectory(At("results"));
        Write("results/1-result.json", "{}");
        Write("results/categories.json", "[]");
    }

    [TearDown]
    public void Remove() => _run.Delete(recursive: true);

    [Test]
    public async Task A_report_that_the_tool_wrote_is_handed_over()
    {
        Tool("""printf '%s\n' "$@" "$DRDRILLS_REPORT_NAME" "$DRDRILLS_REPORT_CATEGORIES" "$DRDRILLS_REPORT_HISTORY" > "$5/index.html" """);

        var outcome = await AllureHtml.BuildAsync(Options() with { ReportName = "Monthly", HistoryFile = At("past.jsonl") });

        Assert.That(outcome.State, Is.EqualTo(AllureHtmlState.Built));
        Assert.That(outcome.ReportFile, Is.EqualTo(At("html/index.html")));
        Assert.That(Read("html/index.html").TrimEnd().Split('\n'), Is.EqualTo(new[]
        {
            "generate", "--config", At("allurerc.mjs"), "--output", At("html"), At("results"),
            "Monthly", At("results/categories.json"), At("past.jsonl"),
        }));
    }

    [Test]
    public async Task A_missing_tool_is_named_with_the_command_that_gets_it()
    {
        var outcome = await AllureHtml.BuildAsync(Options());

        Assert.That(outcome.State, Is.EqualTo(AllureHtmlState.ToolMissing));
        Assert.That(outcome.Statement, Does.Contain(At("tools")));
        Assert.That(outcome.Hint, Does.EndWith(AllureHtml.InstallCommand));
    }

    [Test]
    public async Task A_missing_node_is_a_missing_tool()
    {
        Tool("exit 127");

        var outcome = await AllureHtml.BuildAsync(Options());

        Assert.That(outcome.State, Is.EqualTo(AllureHtmlState.ToolMissing));
        Assert.That(outcome.Statement, Does.Contain("Node.js"));
    }

    [Test]
    public async Task No_results_are_not_an_empty_report()
    {
        Tool("exit 0");
        File.Delete(At("results/1-result.json"));

        var outcome = await AllureHtml.BuildAsync(Options());

        Assert.That(outcome.State, Is.EqualTo(AllureHtmlState.NothingToReport));
    }

    [Test]
    public async Task A_failure_shows_the_last_words_of_the_tool()
    {
        Tool("seq 1 100; echo broken config >&2; exit 3");

        var outcome = await AllureHtml.BuildAsync(Options());

        Assert.That(outcome.State, Is.EqualTo(AllureHtmlState.Failed));
        Assert.That(outcome.Statement, Does.Contain("exit code 3"));
        Assert.That(outcome.Details!.Split('\n'), Has.Length.EqualTo(12).And.Member("broken config"));
    }

    [Test]
    public async Task An_older_report_does_not_pass_for_this_one()
    {
        Tool("exit 0");
        Directory.CreateDirectory(At("html"));
        Write("html/index.html", "last month");

        var outcome = await AllureHtml.BuildAsync(Options());

        Assert.That(outcome.State, Is.EqualTo(AllureHtmlState.Failed));
        Assert.That(File.Exists(At("html/index.html")), Is.False);
    }

    [Test]
    [CancelAfter(20_000)]
    public async Task A_tool_that_does_not_end_is_stopped_with_what_it_started(CancellationToken cancellationToken)
    {
        Tool("sleep 300 & echo $! > child; wait");

        var outcome = await AllureHtml.BuildAsync(
            Options() with { Timeout = TimeSpan.FromSeconds(1) }, cancellationToken);

        Assert.That(outcome.State, Is.EqualTo(AllureHtmlState.TimedOut));
        Assert.That(outcome.Statement, Does.Contain("after 1 s"));
        var child = Read("html/child").Trim();
        Assert.That(() => IsRunning(child), Is.False.After(5).Seconds.PollEvery(50).MilliSeconds);
    }

    private static bool IsRunning(string process) =>
        File.Exists($"/proc/{process}/stat") && !File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);

    private AllureHtmlOptions Options() => new()
    {
        ResultsFolders = [At("results")],
        OutputFolder = At("html"),
        ToolFolder = At("tools"),
        ConfigFile = At("allurerc.mjs"),
    };

    private void Tool(string script)
    {
        var tool = AllureHtml.ToolIn(At("tools"));
        Directory.CreateDirectory(Path.GetDirectoryName(tool)!);
        File.WriteAllText(tool, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(tool, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private string Read(string relative) => File.ReadAllText(At(relative));

    private void Write(string relative, string text) => File.WriteAllText(At(relative), text);

    private string At(string relative) => Path.Combine(_run.FullName, relative);
}
