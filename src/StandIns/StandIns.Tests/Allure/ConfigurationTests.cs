using Allure.Net.Commons;
using Allure.Net.Commons.Configuration;
using Newtonsoft.Json.Linq;
using NUnit.Framework;

namespace StandIns.Tests.Allure;

/// <summary>Upstream: <c>allureConfig.json</c>, its section <c>allure</c>, and ALLURE_CONFIG.</summary>
public sealed class ConfigurationTests
{
    private DirectoryInfo _folder = null!;

    [SetUp]
    public void Open() => _folder = Directory.CreateTempSubdirectory("allure-config-");

    [TearDown]
    public void Remove() => _folder.Delete(recursive: true);

    [Test]
    public void Without_a_section_the_defaults_hold()
    {
        var configuration = AllureConfiguration.ReadFromJObject(JObject.Parse("{}"));

        Assert.That(configuration.Directory, Is.EqualTo("allure-results"));
        Assert.That(configuration.Links, Is.Empty);
        Assert.That(configuration.IndentOutput || configuration.UseLegacyIds, Is.False);
    }

    [Test]
    public void The_section_sets_what_it_names()
    {
        var configuration = AllureConfiguration.ReadFromJObject(JObject.Parse(
            """{"allure": {"title": "T", "directory": "d", "links": ["a{x}"], "indentOutput": true, "failExceptions": ["E"]}}"""));

        Assert.That(configuration.Title, Is.EqualTo("T"));
        Assert.That(configuration.Directory, Is.EqualTo("d"));
        Assert.That(configuration.Links, Is.EqualTo(new[] { "a{x}" }));
        Assert.That(configuration.IndentOutput, Is.True);
        Assert.That(configuration.FailExceptions, Is.EqualTo(new[] { "E" }));
    }

    [Test]
    public void A_file_that_the_environment_names_must_exist()
    {
        var missing = Path.Combine(_folder.FullName, "none.json");
        var before = Environment.GetEnvironmentVariable("ALLURE_CONFIG");

        try
        {
            Environment.SetEnvironmentVariable("ALLURE_CONFIG", missing);
            Assert.That(AllureConfiguration.Load, Throws.TypeOf<FileNotFoundException>().With.Message.Contains(missing));
        }
        finally
        {
            Environment.SetEnvironmentVariable("ALLURE_CONFIG", before);
        }
    }

    [Test]
    public void The_results_folder_is_made_but_not_its_parent()
    {
        var made = Lifecycle(Path.Combine(_folder.FullName, "results")).ResultsDirectory;

        Assert.That(made, Does.Exist);
        Assert.That(
            () => Lifecycle(Path.Combine(_folder.FullName, "none", "results")),
            Throws.TypeOf<DirectoryNotFoundException>());
    }

    [Test]
    public void Clean_up_empties_the_results_folder()
    {
        var lifecycle = Lifecycle(Path.Combine(_folder.FullName, "results"));
        Directory.CreateDirectory(Path.Combine(lifecycle.ResultsDirectory, "deep"));
        File.WriteAllText(Path.Combine(lifecycle.ResultsDirectory, "old.json"), "{}");

        lifecycle.CleanupResultDirectory();

        Assert.That(Directory.GetFileSystemEntries(lifecycle.ResultsDirectory), Is.Empty);
    }

    private static AllureLifecycle Lifecycle(string folder) =>
        new(JObject.FromObject(new { allure = new { directory = folder } }));
}
