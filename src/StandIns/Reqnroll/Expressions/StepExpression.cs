using System.Reflection;
using System.Text.RegularExpressions;
using Reqnroll.Bindings;

namespace Reqnroll.Expressions;

/// <summary>From what a step attribute says to the regular expression that a step's whole text must fit.</summary>
internal static partial class StepExpression
{
    public static Regex ToRegex(
        StepDefinitionType type, MethodInfo method, StepDefinitionBaseAttribute attribute, ParameterTypes parameterTypes)
    {
        var expression = attribute.Expression;
        if (expression is null)
        {
            return MethodNameExpression.ToRegex(type, method);
        }

        return IsCucumber(expression, attribute.ExpressionType)
            ? new Regex(CucumberExpression.ToPattern(expression, parameterTypes), RegexOptions.CultureInvariant)
            : WholeText(expression);
    }

    public static Regex WholeText(string pattern) =>
        new(
            $"{(pattern.StartsWith('^') ? "" : "^")}{pattern}{(pattern.EndsWith('$') ? "" : "$")}",
            RegexOptions.CultureInvariant);

    /// <summary>
    /// Anchors make a regular expression, a {placeholder} makes a cucumber expression, then what is common in regular
    /// expressions only; anything else is a cucumber expression.
    /// </summary>
    public static bool LooksLikeCucumber(string expression) =>
        !expression.StartsWith('^') && !expression.EndsWith('$')
        && (Placeholder().IsMatch(expression) || !RegexOnly().IsMatch(expression));

    private static bool IsCucumber(string expression, ExpressionType type) => type switch
    {
        ExpressionType.CucumberExpression => true,
        ExpressionType.RegularExpression => false,
        _ => LooksLikeCucumber(expression),
    };

    [GeneratedRegex(@"\{\w*\}")]
    private static partial Regex Placeholder();

    // A group that ends in a quantifier, ".*", an escaped dot, and "\d+".
    [GeneratedRegex(@"\([^)]+[*+]\)|\.\*|\\\.|\\d\+")]
    private static partial Regex RegexOnly();
}
