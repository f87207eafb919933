using System.Text;

namespace DrDrills.PostgreSql.Backups.Scripts;

/// <summary>A statement's tokens, taken one after the other: to read what it says, and to say it again in words of ours.</summary>
internal sealed class SqlTokens
{
    private readonly List<SqlToken> _tokens = [];
    private int _at;

    private SqlTokens()
    {
    }

    /// <summary>Whether all are taken.</summary>
    public bool AtEnd => _at >= _tokens.Count;

    /// <summary>The tokens not yet taken.</summary>
    public IEnumerable<SqlToken> Rest => _tokens.Skip(_at);

    /// <summary>Reads a statement; its semicolon is left out.</summary>
    public static SqlTokens Of(string statement)
    {
        var tokens = new SqlTokens();
        for (var at = 0; at < statement.Length;)
        {
            at = tokens.Add(statement, at);
        }

        if (tokens._tokens is [.., var last] && last.Is(';'))
        {
            tokens._tokens.RemoveAt(tokens._tokens.Count - 1);
        }

        return tokens;
    }

    /// <summary>Takes these keywords where they come next; else nothing.</summary>
    public bool Take(params ReadOnlySpan<string> keywords)
    {
        for (var index = 0; index < keywords.Length; index++)
        {
            if (_at + index >= _tokens.Count || !_tokens[_at + index].Is(keywords[index]))
            {
                return false;
            }
        }

        _at += keywords.Length;
        return true;
    }

    /// <summary>Takes a symbol where it comes next.</summary>
    public bool Take(char symbol)
    {
        var there = !AtEnd && _tokens[_at].Is(symbol);
        _at += there ? 1 : 0;
        return there;
    }

    /// <summary>Takes a name, or null where none comes next.</summary>
    public string? Name() => AtEnd ? null : Taken(_tokens[_at].Name);

    /// <summary>Takes a text, or null where none comes next.</summary>
    public string? Text() => !AtEnd && _tokens[_at].Kind == SqlTokenKind.Text ? Taken(_tokens[_at].Value) : null;

    /// <summary>Takes whatever comes next.</summary>
    public SqlToken Any() => _tokens[_at++];

    private string? Taken(string? value)
    {
        _at += value is null ? 0 : 1;
        return value;
    }

    private int Add(string text, int at)
    {
        var letter = text[at];
        if (char.IsWhiteSpace(letter))
        {
            return at + 1;
        }

        if (Starts(text, at, "--"))
        {
            return text.IndexOf('\n', at) is >= 0 and var end ? end : text.Length;
        }

        if (letter is '\'' or '"')
        {
            return AddQuoted(text, at, escapes: false);
        }

        if ((letter is 'E' or 'e') && Starts(text, at + 1, "'"))
        {
            return AddQuoted(text, at + 1, escapes: true);
        }

        if (IsWordStart(letter) || char.IsAsciiDigit(letter))
        {
            var end = at;
            while (end < text.Length && (IsWordStart(text[end]) || char.IsAsciiDigit(text[end]) || text[end] is '$' || (char.IsAsciiDigit(letter) && text[end] == '.')))
            {
                end++;
            }

            _tokens.Add(new SqlToken(char.IsAsciiDigit(letter) ? SqlTokenKind.Number : SqlTokenKind.Word, text[at..end]));
            return end;
        }

        _tokens.Add(new SqlToken(SqlTokenKind.Symbol, text.Substring(at, 1)));
        return at + 1;
    }

    private int AddQuoted(string text, int at, bool escapes)
    {
        var quote = text[at];
        var value = new StringBuilder();
        for (var next = at + 1; next < text.Length; next++)
        {
            if (text[next] == quote)
            {
                if (!Starts(text, next + 1, quote.ToString()))
                {
                    _tokens.Add(new SqlToken(quote == '"' ? SqlTokenKind.Name : SqlTokenKind.Text, value.ToString()));
                    return next + 1;
                }

                next++;
            }
            else if (escapes && text[next] == '\\' && next + 1 < text.Length)
            {
                next++;
                value.Append(text[next] switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', var same => same });
                continue;
            }

            value.Append(text[next]);
        }

        _tokens.Add(new SqlToken(SqlTokenKind.Symbol, quote.ToString()));
        return text.Length;
    }

    private static bool Starts(string text, int at, string with) => string.CompareOrdinal(text, at, with, 0, with.Length) == 0;

    private static bool IsWordStart(char letter) => char.IsAsciiLetter(letter) || letter is '_' or >= '\u0080';
}
