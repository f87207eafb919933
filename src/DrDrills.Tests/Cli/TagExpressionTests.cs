using DrDrills.Cli.Running;
using NUnit.Framework;

namespace DrDrills.Tests.Cli;

public sealed class TagExpressionTests
{
    [TestCase("@smoke", "cat == 'smoke'")]
    [TestCase("not @slow", "cat != 'slow'")]
    [TestCase("@a and not @b", "(cat == 'a' and cat != 'b')")]
    [TestCase("@a or @b and @c", "(cat == 'a' or (cat == 'b' and cat == 'c'))")]
    [TestCase("(@a or @b) and @c", "((cat == 'a' or cat == 'b') and cat == 'c')")]
    [TestCase("not (@a or @b)", "(cat != 'a' and cat != 'b')")]
    [TestCase("not (@a and not @b)", "(cat != 'a' or cat == 'b')")]
    [TestCase("not not @a", "cat == 'a'")]
    [TestCase("@needs:postgres AND @control:ISO-A.8.13", "(cat == 'needs:postgres' and cat == 'control:ISO-A.8.13')")]
    [TestCase(@"(@control:CP-9\(1\) or @a)", "(cat == 'control:CP-9(1)' or cat == 'a')")]
    [TestCase("@a=b", "cat == 'a=b'")]
    public void An_expression_becomes_a_condition_of_nunit(string expression, string condition)
    {
        Assert.That(TagExpression.ToCondition(expression), Is.EqualTo(condition));
    }

    [TestCase("")]
    [TestCase("smoke")]
    [TestCase("@")]
    [TestCase("@a and")]
    [TestCase("@a @b")]
    [TestCase("(@a")]
    [TestCase("@a)")]
    [TestCase("not")]
    [TestCase("@it's")]
    public void What_is_no_expression_is_refused(string expression)
    {
        Assert.That(() => TagExpression.ToCondition(expression), Throws.TypeOf<FormatException>());
    }
}
