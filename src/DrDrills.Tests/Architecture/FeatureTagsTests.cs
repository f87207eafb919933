using DrDrills.Tests.Tools;
using NUnit.Framework;

namespace DrDrills.Tests.Architecture;

public sealed class FeatureTagsTests
{
    private const string Readme = "| tag | means |\n|---|---|\n| `@catalog`, `@pitr` | a room |\n| `@negative-control` | damage |\n| `@control:<framework>:<clause>` | a clause |\n";

    [Test]
    public void Features_use_tags_of_the_list_and_have_a_negative_control()
    {
        var readme = Repository.File("features/README.md");
        var list = File.Exists(readme) ? FeatureTags.List(File.ReadAllText(readme)) : [];

        var complaints = Repository.Sources("features", "*.feature")
            .SelectMany(path => FeatureTags.Complaints(path, File.ReadAllText(Repository.File(path)), list));

        Assert.That(complaints, Is.Empty);
    }

    [Test]
    public void Known_tags_are_fine() => Assert.That(
        Complaints("@catalog @pitr @control:ISO27001:A.8.13\nFeature: x\n\n  @negative-control\n  Scenario: y\n"), Is.Empty);

    [TestCase("@wip")]
    [TestCase("@Catalog")]
    [TestCase("@control:ISO27001")]
    [TestCase("@catalogue")]
    public void A_tag_out_of_the_list_is_complained_of(string tag) => Assert.That(
        Complaints($"{tag} @catalog\nFeature: x\n  @negative-control\n  Scenario: y\n"), Has.One.Contains($"{tag} is not in the list"));

    [Test]
    public void A_feature_without_a_negative_control_is_complained_of() =>
        Assert.That(Complaints("@catalog\nFeature: x\n"), Has.One.Contains("no negative control"));

    private static IEnumerable<string> Complaints(string feature) =>
        FeatureTags.Complaints("x.feature", feature, FeatureTags.List(Readme));
}
