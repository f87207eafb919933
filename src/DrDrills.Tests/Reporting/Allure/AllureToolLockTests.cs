using System.Text.Json.Nodes;
using NUnit.Framework;

namespace DrDrills.Tests.Reporting.Allure;

/// <summary>The lock file from which the command-line tool is installed, on any registry.</summary>
public sealed class AllureToolLockTests
{
    private static readonly JsonObject _packages = JsonNode
        .Parse(File.ReadAllText(Path.Combine(Clone.Folder, "reports", "templates", "allure", "package-lock.json")))!["packages"]!
        .AsObject();

    [Test]
    public void The_tool_has_one_version() =>
        Assert.That((string?)_packages["node_modules/allure"]!["version"], Is.EqualTo("3.18.0"));

    [Test]
    public void Every_package_is_known_by_its_hash_and_none_by_a_registry()
    {
        var installed = _packages.Where(p => p.Key.Length > 0).ToArray();

        Assert.That(installed, Is.Not.Empty);
        Assert.That(installed.Where(p => p.Value!["integrity"] is null).Select(p => p.Key), Is.Empty);
        Assert.That(installed.Where(p => p.Value!["resolved"] is not null).Select(p => p.Key), Is.Empty);
    }

    [Test]
    public void No_package_runs_a_script_while_it_is_installed() =>
        Assert.That(_packages.Where(p => p.Value!["hasInstallScript"] is not null).Select(p => p.Key), Is.Empty);
}
