using DrDrills.Verification;
using NUnit.Framework;

namespace DrDrills.Tests.Verification;

public sealed class VerificationIdTests
{
    [TestCase("table-content")]
    [TestCase("Table Content")]
    [TestCase("table_content")]
    [TestCase(" table  content ")]
    public void Blanks_case_and_underscores_do_not_matter(string text) =>
        Assert.That(VerificationId.Parse(text).Value, Is.EqualTo("table-content"));

    [TestCase("")]
    [TestCase(" - ")]
    [TestCase("table/content")]
    [TestCase("naïve")]
    public void Text_that_is_no_name_is_refused(string text) =>
        Assert.That(() => VerificationId.Parse(text), Throws.TypeOf<FormatException>().With.Message.Contains("table-content"));
}
