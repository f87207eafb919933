using DrDrills.Reporting.Allure;
using NUnit.Framework;

namespace DrDrills.Tests.Reporting.Allure;

public sealed class AllureEnvironmentTests
{
    [Test]
    public void Pairs_keep_their_order_and_what_is_not_known_is_said()
    {
        var text = AllureEnvironment.Render([new("Product", "0.1.0"), new("Evidence class", "mechanism"), new("Target", null)]);

        Assert.That(text, Is.EqualTo("Product=0.1.0\nEvidence\\ class=mechanism\nTarget=not known\n"));
    }

    [Test]
    public void Letters_with_a_meaning_in_the_format_are_escaped()
    {
        var text = AllureEnvironment.Render([new("a:b=c", "x=y\\z\nnext é")]);

        Assert.That(text, Is.EqualTo("a\\:b\\=c=x=y\\\\z\\nnext \\u00e9\n"));
    }

    [TestCase("")]
    [TestCase("Target")]
    public void A_name_that_would_be_lost_is_refused(string second) =>
        Assert.That(
            () => AllureEnvironment.Render([new("Target", "local"), new(second, "container")]),
            Throws.ArgumentException.With.Message.Contains($"'{second}'"));
}
