using System.Text;
using System.Text.RegularExpressions;
using DrDrills.Reporting.Allure;
using DrDrills.Testing;
using NUnit.Framework;

namespace DrDrills.Tests.Reporting.Allure;

/// <summary>The real command-line tool, with the tracked configuration; installed by the front door.</summary>
public sealed class AllureHtmlToolTests
{
    private DirectoryInfo _run = null!;

    [SetUp]
    public void Open() => _run = Directory.CreateTempSubdirectory("allure-tool-");

    [TearDown]
    public void Remove() => _run.Delete(recursive: true);

    [Test]
    [CancelAfter(120_000)]
    public async Task One_file_holds_the_results_the_categories_and_the_environment(CancellationToken cancellationToken)
    {
        var options = await InputAsync(cancellationToken);

        var outcome = await AllureHtml.BuildAsync(options, cancellationToken);

        Assert.That(outcome.State, Is.EqualTo(AllureHtmlState.Built), $"{outcome.Statement}\n{outcome.Details}");
        var embedded = Embedded(await File.ReadAllTextAsync(outcome.ReportFile!, cancellationToken));
        Assert.That(embedded, Does.Contain("Restored from the nightly dump"));
        Assert.That(embedded, Does.Contain("Bad backup"));
        Assert.That(embedded, Does.Contain("Evidence class"));
        Assert.That(options.HistoryFile, Does.Exist);
    }

    private async Task<AllureHtmlOptions> InputAsync(CancellationToken cancellationToken)
    {
        var options = new AllureHtmlOptions
        {
            ResultsFolders = [Path.Combine(_run.FullName, "allure-results")],
            OutputFolder = Path.Combine(_run.FullName, "html"),
            ToolFolder = Path.Combine(Clone.Folder, ".tools", "allure"),
            ConfigFile = Path.Combine(Clone.Folder, "reports", "templates", "allure", "allurerc.mjs"),
            HistoryFile = Path.Combine(_run.FullName, "history.jsonl"),
        };
        RequireTool(options.ToolFolder);

        await AllureRunFiles.WriteAsync(
            options.ResultsFolders[0],
            new() { Environment = [new("Evidence class", "mechanism")], Executor = AllureExecutor.Detect(_ => null) },
            cancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(options.ResultsFolders[0], "1-result.json"),
            """
            {"uuid":"1","historyId":"h","fullName":"A:B.C()","name":"Restored from the nightly dump","status":"broken","stage":"finished",
             "statusDetails":{"message":"X : DRILL FAILED rows"},"labels":[],"start":1000,"stop":2000}
            """,
            cancellationToken);
        return options;
    }

    // The report keeps its data as base64 in scripts.
    private static string Embedded(string html)
    {
        var text = new StringBuilder();
        foreach (Match data in Regex.Matches(html, "[A-Za-z0-9+/]{40,}={0,2}"))
        {
            var bytes = new byte[data.Length];
            if (Convert.TryFromBase64String(data.Value, bytes, out var length))
            {
                text.AppendLine(Encoding.UTF8.GetString(bytes, 0, length));
            }
        }

        return text.ToString();
    }

    private static void RequireTool(string folder) =>
        Needs.Require(File.Exists(AllureHtml.ToolIn(folder)), $"the allure tool in '{folder}'", AllureHtml.InstallCommand);
}
