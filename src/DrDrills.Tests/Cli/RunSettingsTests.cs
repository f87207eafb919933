using System.Xml.Linq;
using DrDrills.Cli;
using NUnit.Framework;

namespace DrDrills.Tests.Cli;

public sealed class RunSettingsTests
{
    [TestCase("local", "local")]
    [TestCase("container", "container")]
    [TestCase("monthly", "auto")]
    [TestCase("oci", "oci")]
    public void A_settings_file_names_its_environment_and_bounds_the_session(string file, string environment)
    {
        var path = Path.Combine(CloneRoot.Find()!.FullName, "runsettings", file + ".runsettings");

        var run = XDocument.Load(path).Root!.Element("RunConfiguration")!;

        Assert.That(run.Element("EnvironmentVariables")!.Element("DRDRILLS_ENVIRONMENT")!.Value, Is.EqualTo(environment));
        Assert.That((int)run.Element("TestSessionTimeout")!, Is.Positive);
    }
}
