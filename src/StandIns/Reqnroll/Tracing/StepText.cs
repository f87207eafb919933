using System.Reflection;
using Reqnroll.Bindings;

namespace Reqnroll.Tracing;

/// <summary>Steps and calls in the words of the test output.</summary>
internal static class StepText
{
    private const string Indent = "  ";
    private const int LongestArgument = 20;

    /// <summary>The step as written, its doc string and its table indented below.</summary>
    public static string Of(StepInstance step)
    {
        var lines = new List<string> { (step.Keyword ?? $"{step.StepDefinitionKeyword} ") + step.Text };
        if (step.MultilineTextArgument is not null)
        {
            lines.Add($"{Indent}--- multiline step argument ---");
            lines.Add(Indented(step.MultilineTextArgument, Indent));
        }

        if (step.TableArgument is not null)
        {
            lines.Add($"{Indent}--- table step argument ---");
            lines.Add(Indented(step.TableArgument.ToString(), Indent));
        }

        return string.Join(Environment.NewLine, lines).TrimEnd();
    }

    public static string Described(StepInstance step) => $"{step.StepDefinitionType} {step.Text}";

    /// <summary>Class, method and arguments, for instance <c>CartSteps.Add(3, "apples")</c>.</summary>
    public static string OfCall(MethodInfo method, object[] arguments) =>
        $"{method.ReflectedType.Name}.{method.Name}({string.Join(", ", (arguments ?? []).Select(OfArgument))})";

    /// <summary>Assembly, full class name, method and parameter types: for messages about the binding itself.</summary>
    public static string OfMethod(MethodInfo method) =>
        $"{method.ReflectedType.Assembly.GetName().Name}:{method.ReflectedType.FullName}.{method.Name}"
        + $"({string.Join(", ", method.GetParameters().Select(p => p.ParameterType.Name))})";

    public static string Indented(string text, string indent)
    {
        var endsWithNewLine = text.EndsWith(Environment.NewLine, StringComparison.Ordinal);
        var body = endsWithNewLine ? text[..^Environment.NewLine.Length] : text;
        return indent + body.Replace(Environment.NewLine, Environment.NewLine + indent, StringComparison.Ordinal)
            + (endsWithNewLine ? Environment.NewLine : "");
    }

    private static string OfArgument(object argument) => argument switch
    {
        null => "null",
        string text => $"\"{Shortened(text.Replace(Environment.NewLine, @"\r\n", StringComparison.Ordinal))}\"",
        Table => "<table>",
        _ => Shortened(argument.ToString()),
    };

    private static string Shortened(string text) =>
        text is null || text.Length <= LongestArgument ? text : $"{text[..(LongestArgument - 3)]}...";
}
