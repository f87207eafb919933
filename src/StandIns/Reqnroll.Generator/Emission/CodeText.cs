using System.Globalization;
using System.Text;
using Gherkin.Ast;

namespace Reqnroll.Generator.Emission;

/// <summary>C# source under construction: lines at their depth, literals, attributes.</summary>
internal sealed class CodeText
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public void Line(string line = "") => _text.Append(' ', line.Length == 0 ? 0 : _depth * 4).Append(line).Append('\n');

    /// <summary>A preprocessor line; it stands at the margin.</summary>
    public void Directive(string line) => _text.Append(line).Append('\n');

    public void Open(string line)
    {
        Line(line);
        Line("{");
        _depth++;
    }

    public void Close()
    {
        _depth--;
        Line("}");
    }

    public void Attribute(string name, params string[] arguments) =>
        Line($"[global::NUnit.Framework.{name}Attribute({string.Join(", ", arguments)})]");

    public override string ToString() => _text.ToString();

    public static string Literal(string? value)
    {
        if (value is null)
        {
            return "null";
        }

        var literal = new StringBuilder("\"");
        foreach (var character in value)
        {
            literal.Append(character switch
            {
                '"' => "\\\"",
                '\\' => @"\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ when char.IsControl(character) || character is '\u0085' or '\u2028' or '\u2029' =>
                    string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => character.ToString(),
            });
        }

        return literal.Append('"').ToString();
    }

    /// <summary>The names of tags without the @; a null array where there are none.</summary>
    public static string Names(IEnumerable<Tag> tags)
    {
        var names = tags.Select(t => Literal(NameOf(t))).ToArray();
        return names.Length == 0 ? "((string[])null)" : $"new string[] {{ {string.Join(", ", names)} }}";
    }

    public static string NameOf(Tag tag) => tag.Name.TrimStart('@');
}
