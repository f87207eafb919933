using System.Text.RegularExpressions;
using NUnit.Framework;
using Reqnroll;
using Reqnroll.Expressions;

namespace StandIns.Tests.Reqnroll;

/// <summary>Upstream: Cucumber.CucumberExpressions with Reqnroll's parameter types and its guess of what an expression is.</summary>
public sealed class CucumberExpressionTests
{
    private static readonly ParameterTypes BuiltIn = new([], []);

    [TestCase("{int} cucumber(s)", "1 cucumber", "1")]
    [TestCase("{int} cucumber(s)", "-42 cucumbers", "-42")]
    [TestCase("{long} and {byte} and {Int16}", "1 and 2 and 3", "1,2,3")]
    [TestCase("costs {float}", "costs 1,234.50", "1,234.50")]
    [TestCase("costs {decimal}", "costs -.5", "-.5")]
    [TestCase("costs {double} now", "costs 1E-5 now", "1E-5")]
    [TestCase("a {word}", "a b", "b")]
    [TestCase("named {string}", "named \"it's\"", "it's")]
    [TestCase("named {string}", "named 'x'", "x")]
    [TestCase("named {string}", "named \"a \\\" b\"", "a \\\" b")]
    [TestCase("takes {} for {Guid}", "takes 00:15:00 for x", "00:15:00,x")]
    [TestCase("in my belly/tummy", "in my tummy", "")]
    [TestCase("{int}\\/{int}", "3/4", "3,4")]
    [TestCase("a dog/cat(s) runs", "a cats runs", "")]
    [TestCase("literally \\(x) and \\{y} and a\\/b", "literally (x) and {y} and a/b", "")]
    [TestCase("100% [sure]. 2^3 + 1*2?", "100% [sure]. 2^3 + 1*2?", "")]
    public void A_text_that_fits_gives_its_arguments(string expression, string text, string arguments)
    {
        var match = Regex.Match(text, CucumberExpression.ToPattern(expression, BuiltIn));

        Assert.That(match.Success, Is.True);
        Assert.That(string.Join(',', match.Groups.Cast<Group>().Skip(1).Where(g => g.Success).Select(g => g.Value)), Is.EqualTo(arguments));
    }

    [TestCase("{int} cucumber(s)", "1.5 cucumbers")]
    [TestCase("a {word}", "a b c")]
    [TestCase("named {string}", "named x")]
    [TestCase("in my belly/tummy", "in my belly/tummy")]
    [TestCase("exactly", "exactly this")]
    [TestCase("costs {float}", "costs a lot")]
    public void A_text_that_does_not_fit_is_left_alone(string expression, string text) =>
        Assert.That(text, Does.Not.Match(CucumberExpression.ToPattern(expression, BuiltIn)));

    [TestCase("a {thing}", "Undefined parameter type 'thing'")]
    [TestCase("a {int", "does not have a matching '}'")]
    [TestCase("a (b", "does not have a matching ')'")]
    [TestCase("a ()", "An optional must contain some text")]
    [TestCase("a ({int})", "An optional may not contain '{'")]
    [TestCase("a b//c", "Alternative may not be empty")]
    [TestCase("{int}/{int}", "Alternative may not be empty")]
    [TestCase("a (b)/c", "An alternative may not exclusively contain optionals")]
    [TestCase("a \\b", "can be escaped")]
    [TestCase("a {bad(name}", "Parameter names may not contain")]
    [TestCase("{biginteger}", "Undefined parameter type")]
    public void A_wrong_expression_says_what_is_wrong(string expression, string problem) =>
        Assert.That(
            () => CucumberExpression.ToPattern(expression, BuiltIn),
            Throws.TypeOf<ReqnrollException>().With.Message.Contains(problem).And.Message.Contains(expression));

    [TestCase("there are {int} things", true)]
    [TestCase("plain words", true)]
    [TestCase("optional(s)", true)]
    [TestCase("{} then .* anyway", true)]
    [TestCase("^anchored {int}", false)]
    [TestCase("anchored {int}$", false)]
    [TestCase("there are (.*) things", false)]
    [TestCase("there are (\\d+) things", false)]
    [TestCase("there are \\d+ things", false)]
    [TestCase("version 1\\.0", false)]
    [TestCase("any .* at all", false)]
    public void What_an_expression_is_shows_in_its_look(string expression, bool isCucumber) =>
        Assert.That(StepExpression.LooksLikeCucumber(expression), Is.EqualTo(isCucumber));

    [Test]
    public void A_long_row_of_digits_is_refused_at_once()
    {
        var pattern = new Regex(CucumberExpression.ToPattern("{float}", BuiltIn), RegexOptions.None, TimeSpan.FromSeconds(2));

        Assert.That(pattern.IsMatch(new string('1', 5000) + "x"), Is.False);
    }
}
