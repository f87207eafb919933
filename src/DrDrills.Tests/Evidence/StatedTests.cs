using DrDrills.Evidence;
using NUnit.Framework;

namespace DrDrills.Tests.Evidence;

public sealed class StatedTests
{
    [Test]
    public void A_value_that_is_not_there_cannot_be_read_as_a_default() =>
        Assert.That(
            () => Stated.NotMeasured<double>("The drill ended early.").Value,
            Throws.InvalidOperationException.With.Message.Contains("The drill ended early."));

    [Test]
    public void A_missing_value_needs_a_reason() =>
        Assert.That(() => Stated.NotApplicable<string>(" "), Throws.ArgumentException);

    [Test]
    public void A_stated_value_has_no_reason()
    {
        var stated = Stated.Of(4.2);

        Assert.That((stated.IsStated, stated.Value, stated.Reason), Is.EqualTo((true, 4.2, (string?)null)));
    }
}
