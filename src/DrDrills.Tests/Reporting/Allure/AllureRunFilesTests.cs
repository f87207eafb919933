using System.Text.Json.Nodes;
using DrDrills.Reporting.Allure;
using NUnit.Framework;

namespace DrDrills.Tests.Reporting.Allure;

public sealed class AllureRunFilesTests
{
    private DirectoryInfo _run = null!;

    private string Results => Path.Combine(_run.FullName, "allure-results");

    [SetUp]
    public void Open() => _run = Directory.CreateTempSubdirectory("allure-run-files-");

    [TearDown]
    public void Remove() => _run.Delete(recursive: true);

    [Test]
    public async Task The_three_files_say_what_the_run_was()
    {
        await AllureRunFiles.WriteAsync(Results, Facts("17.2"));

        Assert.That(Directory.GetFiles(Results).Select(Path.GetFileName), Is.EquivalentTo(new[]
        {
            "categories.json", "environment.properties", "executor.json",
        }));
        Assert.That(Read("environment.properties"), Is.EqualTo("PostgreSQL=17.2\n"));
        Assert.That(Read("executor.json"), Is.EqualTo(
            """
            {
              "name": "Jenkins",
              "type": "jenkins",
              "buildOrder": 31,
              "buildName": "drills #31"
            }

            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public async Task The_categories_are_written_in_the_order_of_their_gravity()
    {
        await AllureRunFiles.WriteAsync(Results, Facts("17.2"));

        var categories = JsonNode.Parse(Read("categories.json"))!.AsArray();
        Assert.That(categories.Select(c => (string?)c!["name"]), Is.EqualTo(new[]
        {
            "Bad backup", "Missed objective", "Disposal failed", "Environment gap (inconclusive)", "Harness defect",
        }));
        Assert.That(categories[0]!.AsObject().Select(f => f.Key), Is.EqualTo(new[] { "name", "matchedStatuses", "messageRegex" }));
        Assert.That(categories[0]!["matchedStatuses"]!.ToJsonString(), Is.EqualTo("""["failed","broken"]"""));
    }

    [Test]
    public async Task Writing_again_replaces_and_leaves_the_results_alone()
    {
        Directory.CreateDirectory(Results);
        await File.WriteAllTextAsync(Path.Combine(Results, "1-result.json"), "{}");

        await AllureRunFiles.WriteAsync(Results, Facts("17.2"));
        await AllureRunFiles.WriteAsync(Results, Facts("15"));

        Assert.That(Read("environment.properties"), Is.EqualTo("PostgreSQL=15\n"));
        Assert.That(Read("1-result.json"), Is.EqualTo("{}"));
    }

    private static AllureRunFacts Facts(string version) => new()
    {
        Environment = [new("PostgreSQL", version)],
        Executor = new() { Name = "Jenkins", Type = "jenkins", BuildOrder = 31, BuildName = "drills #31" },
    };

    private string Read(string name) => File.ReadAllText(Path.Combine(Results, name));
}
