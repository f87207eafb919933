using DrDrills.Cli.Running;
using NUnit.Framework;

namespace DrDrills.Tests.Cli;

public sealed class TagExpressionTests
{
    [TestCase("@smoke", "TestCategory=smoke")]
    [TestCase("not @slow", "TestCategory!=slow")]
    [TestCase("@a and not @b", "(TestCategory=a&TestCategory!=b)")]
    [TestCase("@a or @b and @c", "(TestCategory=a|(TestCategory=b&TestCategory=c))")]
    [TestCase("(@a or @b) and @c", "((TestCategory=a|TestCategory=b)&TestCategory=c)")]
    [TestCase("not (@a or @b)", "(TestCategory!=a&TestCategory!=b)")]
    [TestCase("not (@a and not @b)", "(TestCategory!=a|TestCategory=b)")]
    [TestCase("not not @a", "TestCategory=a")]
    [TestCase("@needs:postgres AND @control:ISO-A.8.13", "(TestCategory=needs:postgres&TestCategory=control:ISO-A.8.13)")]
    [TestCase(@"(@control:CP-9\(1\) or @a)", @"(TestCategory=control:CP-9\(1\)|TestCategory=a)")]
    [TestCase("@a=b", @"TestCategory=a\=b")]
    public void An_expression_becomes_a_filter_of_dotnet_test(string expression, string filter)
    {
        Assert.That(TagExpression.ToFilter(expression), Is.EqualTo(filter));
    }

    [TestCase("")]
    [TestCase("smoke")]
    [TestCase("@")]
    [TestCase("@a and")]
    [TestCase("@a @b")]
    [TestCase("(@a")]
    [TestCase("@a)")]
    [TestCase("not")]
    public void What_is_no_expression_is_refused(string expression)
    {
        Assert.That(() => TagExpression.ToFilter(expression), Throws.TypeOf<FormatException>());
    }
}
