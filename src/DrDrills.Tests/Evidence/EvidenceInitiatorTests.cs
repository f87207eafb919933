using DrDrills.Evidence;
using NUnit.Framework;

namespace DrDrills.Tests.Evidence;

public sealed class EvidenceInitiatorTests
{
    [Test]
    public void A_person_is_named_where_there_is_no_ci() =>
        Assert.That(EvidenceInitiator.Of(_ => null, "asha"), Is.EqualTo("user: asha"));

    [Test]
    public void A_ci_run_is_named_with_its_number_and_actor()
    {
        var variables = new Dictionary<string, string>
        {
            ["CI"] = "true", ["GITHUB_RUN_ID"] = "42", ["GITHUB_REPOSITORY"] = "bharatmart/drills", ["GITHUB_ACTOR"] = "asha",
        };

        Assert.That(
            EvidenceInitiator.Of(variables.GetValueOrDefault, "runner"),
            Is.EqualTo("ci: GitHub Actions run 42 of bharatmart/drills, actor asha"));
    }

    [Test]
    public void A_ci_of_another_kind_is_still_ci() =>
        Assert.That(EvidenceInitiator.Of(name => name == "CI" ? "true" : null, "runner"), Is.EqualTo("ci: runner"));
}
