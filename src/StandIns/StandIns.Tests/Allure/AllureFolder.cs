using Allure.Net.Commons;
using NUnit.Framework;

namespace StandIns.Tests.Allure;

/// <summary>
/// Gives the process-wide lifecycle a results folder of its own, named by a configuration file, before any test of
/// this namespace touches it.
/// </summary>
[SetUpFixture]
public sealed class AllureFolder
{
    private static DirectoryInfo? _root;

    public static string Results => Path.Combine(_root!.FullName, "allure-results");

    [OneTimeSetUp]
    public void NameIt()
    {
        _root = Directory.CreateTempSubdirectory("allure-stand-in-");
        var config = Path.Combine(_root.FullName, "config.json");
        File.WriteAllText(config, $$"""
            {
              "allure": { "directory": "{{Results}}", "links": [ "https://tracker.example/{issue}" ] }
            }
            """);

        var before = Environment.GetEnvironmentVariable("ALLURE_CONFIG");
        Environment.SetEnvironmentVariable("ALLURE_CONFIG", config);
        Assert.That(AllureLifecycle.Instance.ResultsDirectory, Is.EqualTo(Results), "something used Allure before");
        Environment.SetEnvironmentVariable("ALLURE_CONFIG", before);
    }

    [OneTimeTearDown]
    public void RemoveIt() => _root?.Delete(recursive: true);
}
