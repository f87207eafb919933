using System.Text;
using System.Text.RegularExpressions;

namespace DrDrills.Cli.Running;

/// <summary>A cucumber tag expression (<c>@smoke and not (@slow or @oci)</c>) as a filter of <c>dotnet test</c>.</summary>
/// <remarks>The filter language negates single conditions only, so a negation is pushed down to the tags.</remarks>
internal static partial class TagExpression
{
    /// <summary>Translates an expression.</summary>
    /// <exception cref="FormatException">It is none; the message says where.</exception>
    public static string ToFilter(string expression)
    {
        var tokens = new Queue<string>(Tokens(expression));
        var filter = Either(tokens, negated: false);
        return tokens.Count == 0
            ? filter
            : throw new FormatException($"'{expression}' is not a tag expression: '{tokens.Peek()}' was not expected there.");
    }

    private static string Either(Queue<string> tokens, bool negated) =>
        Joined(tokens, "or", negated ? '&' : '|', rest => Both(rest, negated));

    private static string Both(Queue<string> tokens, bool negated) =>
        Joined(tokens, "and", negated ? '|' : '&', rest => Single(rest, negated));

    private static string Joined(Queue<string> tokens, string word, char sign, Func<Queue<string>, string> part)
    {
        var parts = new List<string> { part(tokens) };
        while (tokens.TryPeek(out var next) && next.Equals(word, StringComparison.OrdinalIgnoreCase))
        {
            tokens.Dequeue();
            parts.Add(part(tokens));
        }

        return parts.Count == 1 ? parts[0] : $"({string.Join(sign, parts)})";
    }

    private static string Single(Queue<string> tokens, bool negated)
    {
        if (!tokens.TryDequeue(out var token))
        {
            throw new FormatException("The tag expression ends where a tag was expected; write it like '@smoke and not @slow'.");
        }

        if (token.Equals("not", StringComparison.OrdinalIgnoreCase))
        {
            return Single(tokens, !negated);
        }

        if (token == "(")
        {
            var inner = Either(tokens, negated);
            return tokens.TryDequeue(out var close) && close == ")"
                ? inner
                : throw new FormatException("The tag expression lacks a closing parenthesis.");
        }

        return token.StartsWith('@') && token.Length > 1
            ? $"TestCategory{(negated ? "!=" : "=")}{Escape(Escaped().Replace(token[1..], "$1"))}"
            : throw new FormatException($"'{token}' is not a tag; a tag starts with '@', as in '@smoke and not @slow'.");
    }

    private static IEnumerable<string> Tokens(string expression) => Token().Matches(expression).Select(match => match.Value);

    /// <summary>A value as the filter language wants it.</summary>
    internal static string Escape(string value)
    {
        var text = new StringBuilder();
        foreach (var character in value)
        {
            if (character is '\\' or '(' or ')' or '&' or '|' or '=' or '!' or '~')
            {
                text.Append('\\');
            }

            text.Append(character);
        }

        return text.ToString();
    }

    // Parentheses that belong to a tag are written with a backslash, as in cucumber: @control:CP-9\(1\).
    [GeneratedRegex(@"[()]|(\\[()\\]|[^\s()\\])+")]
    private static partial Regex Token();

    [GeneratedRegex(@"\\([()\\])")]
    private static partial Regex Escaped();
}
