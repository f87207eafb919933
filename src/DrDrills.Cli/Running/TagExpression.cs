using System.Text.RegularExpressions;

namespace DrDrills.Cli.Running;

/// <summary>A cucumber tag expression (<c>@smoke and not (@slow or @oci)</c>) in NUnit's selection language (<c>NUnit.Where</c>).</summary>
/// <remarks>
/// That language negates single conditions only, so a negation is pushed down to the tags. The filter of <c>dotnet test</c> will not do:
/// NUnit's reading of it (adapter 6.3.1) loses its way in values with parentheses, such as <c>@control:CP-9(1)</c>.
/// </remarks>
internal static partial class TagExpression
{
    /// <summary>Translates an expression.</summary>
    /// <exception cref="FormatException">It is none; the message says where.</exception>
    public static string ToCondition(string expression)
    {
        var tokens = new Queue<string>(Tokens(expression));
        var condition = Either(tokens, negated: false);
        return tokens.Count == 0
            ? condition
            : throw new FormatException($"'{expression}' is not a tag expression: '{tokens.Peek()}' was not expected there.");
    }

    private static string Either(Queue<string> tokens, bool negated) =>
        Joined(tokens, "or", negated ? "and" : "or", rest => Both(rest, negated));

    private static string Both(Queue<string> tokens, bool negated) =>
        Joined(tokens, "and", negated ? "or" : "and", rest => Single(rest, negated));

    private static string Joined(Queue<string> tokens, string word, string joint, Func<Queue<string>, string> part)
    {
        var parts = new List<string> { part(tokens) };
        while (tokens.TryPeek(out var next) && next.Equals(word, StringComparison.OrdinalIgnoreCase))
        {
            tokens.Dequeue();
            parts.Add(part(tokens));
        }

        return parts.Count == 1 ? parts[0] : $"({string.Join($" {joint} ", parts)})";
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
            ? $"cat {(negated ? "!=" : "==")} {Quote(Escaped().Replace(token[1..], "$1"))}"
            : throw new FormatException($"'{token}' is not a tag; a tag starts with '@', as in '@smoke and not @slow'.");
    }

    private static IEnumerable<string> Tokens(string expression) => Token().Matches(expression).Select(match => match.Value);

    /// <summary>A value as the selection language wants it.</summary>
    internal static string Quote(string value) => value.Contains('\'', StringComparison.Ordinal)
        ? throw new FormatException($"'{value}' cannot be selected by: it holds a quote.")
        : $"'{value}'";

    // Parentheses that belong to a tag are written with a backslash, as in cucumber: @control:CP-9\(1\).
    [GeneratedRegex(@"[()]|(\\[()\\]|[^\s()\\])+")]
    private static partial Regex Token();

    [GeneratedRegex(@"\\([()\\])")]
    private static partial Regex Escaped();
}
