using System.Globalization;
using System.Text.RegularExpressions;
using Gherkin.Ast;
using Reqnroll.Generator.Parsing;

namespace Reqnroll.Generator.Emission;

/// <summary>Steps as calls of the runner, at the line of the feature file that a debugger and a stack trace will show.</summary>
internal sealed partial class StepWriter(CodeText code, ParsedFeature feature)
{
    private int _tables;

    public void Write(IEnumerable<Step> steps, OutlineParameters parameters)
    {
        foreach (var step in steps)
        {
            Write(step, parameters);
        }
    }

    /// <summary>An expression that gives the text with its placeholders filled in.</summary>
    public static string Filled(string? text, OutlineParameters parameters)
    {
        if (text is null || parameters.All.Count == 0)
        {
            return text is null ? "((string)null)" : CodeText.Literal(text);
        }

        var parts = new List<string>();
        var done = 0;
        foreach (Match placeholder in Placeholder().Matches(text))
        {
            if (parameters.Find(placeholder.Groups[1].Value) is { } identifier)
            {
                parts.Add(CodeText.Literal(text[done..placeholder.Index]));
                parts.Add(identifier);
                done = placeholder.Index + placeholder.Length;
            }
        }

        parts.Add(CodeText.Literal(text[done..]));
        return string.Join(" + ", parts);
    }

    private void Write(Step step, OutlineParameters parameters)
    {
        var table = step.DataTable is null ? "((global::Reqnroll.Table)null)" : WriteTable(step.DataTable, parameters);
        code.Directive(string.Create(CultureInfo.InvariantCulture, $"#line {step.Location.Line}"));
        code.Line($"await testRunner.{feature.MethodFor(step)}({Filled(step.Text, parameters)}, "
            + $"{Filled(step.DocString?.Content, parameters)}, {table}, {CodeText.Literal(step.Keyword)});");
        code.Directive("#line hidden");
    }

    private string WriteTable(DataTable table, OutlineParameters parameters)
    {
        _tables++;
        var name = string.Create(CultureInfo.InvariantCulture, $"table{_tables}");
        var rows = table.Rows.Select(r => string.Join(", ", r.Cells.Select(c => Filled(c.Value, parameters)))).ToArray();
        code.Line($"var {name} = new global::Reqnroll.Table(new string[] {{ {rows[0]} }});");
        foreach (var row in rows.Skip(1))
        {
            code.Line($"{name}.AddRow(new string[] {{ {row} }});");
        }

        return name;
    }

    [GeneratedRegex("<([^<>]+)>")]
    private static partial Regex Placeholder();
}
