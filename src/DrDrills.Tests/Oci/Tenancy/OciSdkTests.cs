using System.Xml.Linq;
using DrDrills.Oci.Tenancy;
using DrDrills.Tests.Tools;
using NUnit.Framework;

namespace DrDrills.Tests.Oci.Tenancy;

/// <summary>The real SDK's common assembly carries no version of its own; records said "unknown".</summary>
public sealed class OciSdkTests
{
    [Test]
    public void The_version_is_the_one_that_is_referenced()
    {
        var packages = XDocument.Load(Repository.File("Directory.Packages.props"));

        var referenced = packages.Descendants("PackageVersion").Single(package => (string?)package.Attribute("Include") == "OCI.DotNetSDK.Common");

        Assert.That(OciSdk.Version, Is.EqualTo((string?)referenced.Attribute("Version")));
    }
}
