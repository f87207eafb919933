using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Reqnroll.Bindings;
using Reqnroll.BindingSkeletons;

namespace Reqnroll.Tracing;

/// <summary>
/// The ready-made code of an undefined step. Quoted texts, dates and numbers of the sentence become parameters.
/// </summary>
internal static partial class StepSnippet
{
    /// <summary>One method.</summary>
    public static string OfStep(StepInstance step, StepDefinitionSkeletonStyle style, CultureInfo culture)
    {
        var (texts, parameters) = Analyze(step, culture);
        var isAsync = style.ToString().StartsWith("Async", StringComparison.Ordinal);
        var byName = style.ToString().Contains("MethodName", StringComparison.Ordinal);
        var attribute = byName ? $"[{step.StepDefinitionType}]" : $"[{step.StepDefinitionType}({Expression(style, texts, parameters)})]";
        var name = byName
            ? NameWithParameters(step, texts, parameters)
            : step.StepDefinitionType + IdentifierText.ToIdentifier(string.Concat(texts));
        var signature = (isAsync ? $"public async Task {name}Async" : $"public void {name}")
            + $"({string.Join(", ", parameters.Select(p => $"{p.Type} {p.Name}"))})";
        return string.Join(
            Environment.NewLine,
            attribute, signature, "{", "    throw new PendingStepException();", "}", "");
    }

    /// <summary>A class with one method for each undefined step of a scenario, in the order given, when, then.</summary>
    public static string OfClass(IEnumerable<StepInstance> steps, StepDefinitionSkeletonStyle style, CultureInfo culture)
    {
        var methods = steps.OrderBy(s => s.StepDefinitionType).Select(s => OfStep(s, style, culture)).Distinct();
        var body = StepText.Indented(string.Join(Environment.NewLine, methods).TrimEnd(), "        ");
        return string.Join(
            Environment.NewLine,
            "using System;", "using Reqnroll;", "", "namespace MyNamespace", "{", "    [Binding]",
            "    public class StepDefinitions", "    {", body, "    }", "}", "");
    }

    private static (List<string> Texts, List<Parameter> Parameters) Analyze(StepInstance step, CultureInfo culture)
    {
        var texts = new List<string>();
        var parameters = new List<Parameter>();
        var decimals = new Regex($@"-?\d+{Regex.Escape(culture.NumberFormat.NumberDecimalSeparator)}\d+");
        var found = new[] { Quoted(), Date(), Integer(), decimals }
            .SelectMany((regex, kind) => regex.Matches(step.Text).Select(m => (Match: m, Kind: kind)))
            .OrderBy(f => f.Match.Index).ThenByDescending(f => f.Match.Length);
        var done = 0;
        foreach (var (match, kind) in found.Where(f => f.Match.Length > 0))
        {
            if (match.Index >= done)
            {
                texts.Add(step.Text[done..match.Index]);
                parameters.Add(ParameterFor(match.Value, kind, parameters, culture));
                done = match.Index + match.Length;
            }
        }

        texts.Add(step.Text[done..]);
        if (step.MultilineTextArgument is not null)
        {
            parameters.Add(new Parameter("string", "multilineText", null, ""));
        }

        if (step.TableArgument is not null)
        {
            parameters.Add(new Parameter("DataTable", "dataTable", null, ""));
        }

        return (texts, parameters);
    }

    private static Parameter ParameterFor(string value, int kind, List<Parameter> earlier, CultureInfo culture)
    {
        var quote = value[0] is '"' or '\'' ? value[..1] : "";
        var inner = quote.Length > 0 ? value[1..^1] : value;
        var name = NameFor(inner, earlier);
        return kind switch
        {
            1 when DateTime.TryParse(inner, culture, DateTimeStyles.AllowWhiteSpaces, out _) =>
                new Parameter("DateTime", name, "DateTime", quote),
            2 when int.TryParse(inner, NumberStyles.Integer, culture, out _) => new Parameter("int", name, "int", quote),
            3 when decimal.TryParse(inner, NumberStyles.Number, culture, out _) => new Parameter("Decimal", name, "float", quote),
            _ => new Parameter("string", name, "string", quote),
        };
    }

    private static string NameFor(string value, List<Parameter> earlier)
    {
        var word = value is ['<', .. var inner, '>'] ? inner : value;
        if (!OneWord().IsMatch(word))
        {
            return $"p{earlier.Count}";
        }

        var name = char.ToLowerInvariant(word[0]) + word[1..];
        return earlier.Exists(p => p.Name == name) ? $"{name}{earlier.Count}" : name;
    }

    private static string Expression(StepDefinitionSkeletonStyle style, List<string> texts, List<Parameter> parameters)
    {
        var asRegex = style.ToString().Contains("Regex", StringComparison.Ordinal);
        var result = new StringBuilder(asRegex ? "@\"^" : "\"").Append(Literal(texts[0]));
        for (var i = 1; i < texts.Count; i++)
        {
            var parameter = parameters[i - 1];
            var quote = parameter.Quote == "\"" ? "\"\"" : parameter.Quote;
            result.Append(asRegex ? $"{quote}(.*){quote}" : $"{{{parameter.CucumberType}}}").Append(Literal(texts[i]));
        }

        return result.Append(asRegex ? "$\"" : "\"").ToString();
    }

    private static string Literal(string text) => Regex.Escape(text)
        .Replace("\"", "\"\"", StringComparison.Ordinal)
        .Replace(@"\ ", " ", StringComparison.Ordinal);

    private static string NameWithParameters(StepInstance step, List<string> texts, List<Parameter> parameters)
    {
        var words = new List<string> { step.StepDefinitionType.ToString() };
        for (var i = 0; i < texts.Count; i++)
        {
            words.AddRange(Word().Matches(texts[i]).Select(m => m.Value));
            if (i < texts.Count - 1)
            {
                words.Add(parameters[i].Name.ToUpperInvariant());
            }
        }

        return string.Join('_', words);
    }

    [GeneratedRegex("\".*?\"|'.*?'|<.*?>")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\d{1,4}([/.-])\d{1,4}\1\d{1,4}")]
    private static partial Regex Date();

    [GeneratedRegex(@"-?\d+")]
    private static partial Regex Integer();

    [GeneratedRegex(@"^\p{L}+$")]
    private static partial Regex OneWord();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();

    private sealed record Parameter(string Type, string Name, string CucumberType, string Quote);
}
