using System.Text;
using System.Text.RegularExpressions;

namespace Reqnroll.Expressions;

/// <summary>
/// Reads a cucumber expression: <c>{type}</c>, <c>optional(s)</c>, <c>this/that</c>, and the backslash before any of
/// <c>( { / \</c>. The grammar is that of https://github.com/cucumber/cucumber-expressions.
/// </summary>
internal sealed class CucumberExpression
{
    private readonly string _source;
    private readonly ParameterTypes _parameterTypes;
    private readonly List<Token> _tokens;

    private CucumberExpression(string source, ParameterTypes parameterTypes)
    {
        _source = source;
        _parameterTypes = parameterTypes;
        _tokens = [.. Tokenize()];
    }

    private enum Kind
    {
        Text,
        Space,
        OpenOptional,
        CloseOptional,
        OpenParameter,
        CloseParameter,
        Slash,
    }

    public static string ToPattern(string expression, ParameterTypes parameterTypes) =>
        new CucumberExpression(expression, parameterTypes).ToPattern();

    private string ToPattern()
    {
        var pattern = new StringBuilder("^");
        for (var at = 0; at < _tokens.Count;)
        {
            at = StartsAlternation(at, out var end) ? Alternation(at, end, pattern) : Single(at, pattern);
        }

        return pattern.Append('$').ToString();
    }

    // A run without spaces between two boundaries (ends, spaces, parameters) that holds a slash outside of brackets.
    private bool StartsAlternation(int at, out int end)
    {
        end = at;
        if (at > 0 && _tokens[at - 1].Kind is not (Kind.Space or Kind.CloseParameter))
        {
            return false;
        }

        var slash = false;
        while (end < _tokens.Count && _tokens[end].Kind is not (Kind.Space or Kind.OpenParameter))
        {
            slash |= _tokens[end].Kind == Kind.Slash;
            end = _tokens[end].Kind == Kind.OpenOptional ? CloseOf(end, Kind.CloseOptional, ")") + 1 : end + 1;
        }

        return slash;
    }

    private int Alternation(int at, int end, StringBuilder pattern)
    {
        pattern.Append("(?:");
        var hasText = false;
        var isEmpty = true;
        for (; at < end;)
        {
            if (_tokens[at].Kind == Kind.Slash)
            {
                DemandAlternative(isEmpty, hasText);
                (hasText, isEmpty) = (false, true);
                pattern.Append('|');
                at++;
                continue;
            }

            isEmpty = false;
            hasText |= _tokens[at].Kind != Kind.OpenOptional;
            at = Single(at, pattern);
        }

        DemandAlternative(isEmpty, hasText);
        pattern.Append(')');
        return at;
    }

    private void DemandAlternative(bool isEmpty, bool hasText)
    {
        if (isEmpty)
        {
            throw Invalid("Alternative may not be empty. If you did not mean to use an alternative, escape the '/' as '\\/'.");
        }

        if (!hasText)
        {
            throw Invalid("An alternative may not exclusively contain optionals. Escape the '(' as '\\(' if none was meant.");
        }
    }

    private int Single(int at, StringBuilder pattern)
    {
        switch (_tokens[at].Kind)
        {
            case Kind.OpenOptional:
                return Optional(at, pattern);
            case Kind.OpenParameter:
                return Parameter(at, pattern);
            default:
                pattern.Append(Escape(_tokens[at].Text));
                return at + 1;
        }
    }

    private int Optional(int at, StringBuilder pattern)
    {
        var close = CloseOf(at, Kind.CloseOptional, ")");
        var inner = _tokens[(at + 1)..close];
        if (inner.Count == 0)
        {
            throw Invalid("An optional must contain some text. If you did not mean to use an optional, escape the '(' as '\\('.");
        }

        if (inner.Find(t => t.Kind is Kind.OpenOptional or Kind.OpenParameter or Kind.Slash) is { Text: not null } wrong)
        {
            throw Invalid($"An optional may not contain '{wrong.Text}'. Escape it with a backslash if it is meant as text.");
        }

        pattern.Append("(?:").AppendJoin("", inner.Select(t => Escape(t.Text))).Append(")?");
        return close + 1;
    }

    private int Parameter(int at, StringBuilder pattern)
    {
        var close = CloseOf(at, Kind.CloseParameter, "}");
        var inner = _tokens[(at + 1)..close];
        if (inner.Exists(t => t.Kind is not (Kind.Text or Kind.Space)))
        {
            throw Invalid("Parameter names may not contain '{', '}', '(', ')', '\\' or '/'.");
        }

        var name = string.Concat(inner.Select(t => t.Text));
        var parameterPattern = _parameterTypes.PatternOf(name)
            ?? throw Invalid($"Undefined parameter type '{name}'. Please register a ParameterType for '{name}'.");
        pattern.Append(parameterPattern);
        return close + 1;
    }

    private int CloseOf(int open, Kind close, string text)
    {
        var depth = 0;
        for (var at = open; at < _tokens.Count; at++)
        {
            depth += _tokens[at].Kind == _tokens[open].Kind ? 1 : 0;
            depth -= _tokens[at].Kind == close ? 1 : 0;
            if (depth == 0)
            {
                return at;
            }
        }

        throw Invalid($"The '{_tokens[open].Text}' does not have a matching '{text}'. Escape it with a backslash if it is text.");
    }

    private IEnumerable<Token> Tokenize()
    {
        var text = new StringBuilder();
        for (var at = 0; at < _source.Length; at++)
        {
            var escaped = _source[at] == '\\';
            if (escaped && ++at == _source.Length)
            {
                throw Invalid("The end of line can not be escaped.");
            }

            if (escaped && !(char.IsWhiteSpace(_source[at]) || "(){}/\\".Contains(_source[at])))
            {
                throw Invalid("Only the characters '{', '}', '(', ')', '\\', '/' and whitespace can be escaped.");
            }

            var kind = escaped ? Kind.Text : KindOf(_source[at]);
            if (kind == Kind.Text)
            {
                text.Append(_source[at]);
                continue;
            }

            if (text.Length > 0)
            {
                yield return new Token(Kind.Text, text.ToString());
                text.Clear();
            }

            yield return new Token(kind, _source[at].ToString());
        }

        if (text.Length > 0)
        {
            yield return new Token(Kind.Text, text.ToString());
        }
    }

    private static Kind KindOf(char character) => character switch
    {
        '(' => Kind.OpenOptional,
        ')' => Kind.CloseOptional,
        '{' => Kind.OpenParameter,
        '}' => Kind.CloseParameter,
        '/' => Kind.Slash,
        _ => char.IsWhiteSpace(character) ? Kind.Space : Kind.Text,
    };

    // Regex.Escape would also turn spaces and # into escapes; harmless, but it leaves ] and } alone.
    private static string Escape(string text) => Regex.Replace(text, @"[\\^$.|?*+(){}\[\]]", @"\$0");

    private ReqnrollException Invalid(string problem) =>
        new($"This Cucumber Expression has a problem: {_source}{Environment.NewLine}{problem}");

    private readonly record struct Token(Kind Kind, string Text);
}
