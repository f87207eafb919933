using System.Text;

namespace DrDrills.PostgreSql.Backups.Scripts;

/// <summary>Tells where statements of an SQL script end, line by line, by psql's own rules (PostgreSQL 15, psqlscan.l).</summary>
/// <remarks>
/// Strings, dollar quotes, nested comments, parentheses and the bodies of functions written as <c>BEGIN ATOMIC … END</c> hide what would end a
/// statement. What it takes for a statement is sent as one, so that a mistake of it is a syntax error and never another meaning.
/// </remarks>
internal sealed class ScriptLexer
{
    private enum Inside
    {
        Nothing,
        Text,
        EscapedText,
        Name,
        DollarText,
        Comment,
    }

    private string _opening = "";
    private bool _makesRoutine;
    private int _words;
    private Inside _inside;
    private byte[] _tag = [];
    private int _comments;
    private int _parentheses;
    private int _blocks;

    /// <summary>Whether a backslash in an ordinary string is a backslash, as the server's setting of that name says.</summary>
    public bool StandardConformingStrings { get; set; } = true;

    /// <summary>Whether the client encoding has letters of two bytes whose second may look like a quote or a backslash.</summary>
    public bool TwoByteLetters { get; set; }

    /// <summary>Whether a statement has begun and not ended.</summary>
    public bool IsPending { get; private set; }

    /// <summary>Begins again, for the next statement.</summary>
    public void Reset()
    {
        (_inside, _comments, _parentheses, _blocks, IsPending) = (Inside.Nothing, 0, 0, 0, false);
        (_opening, _makesRoutine, _words) = ("", false, 0);
    }

    /// <summary>Reads on in one line, its end included.</summary>
    /// <param name="line">The line, or what is left of it.</param>
    /// <param name="at">Where to the line was read: behind the semicolon, at the backslash, or its end.</param>
    public ScriptMark Read(ReadOnlySpan<byte> line, out int at)
    {
        for (at = 0; at < line.Length;)
        {
            if (_inside != Inside.Nothing)
            {
                at = Leave(line, at);
                continue;
            }

            var letter = line[at];
            IsPending |= letter > ' ' && !StartsComment(line, at);
            switch (letter)
            {
                case (byte)'\\':
                    return ScriptMark.Backslash;
                case (byte)';' when _parentheses == 0 && _blocks == 0:
                    at++;
                    return ScriptMark.End;
                default:
                    at = Step(line, at);
                    break;
            }
        }

        return ScriptMark.None;
    }

    private static bool StartsComment(ReadOnlySpan<byte> line, int at) => line[at..].StartsWith("--"u8) || line[at..].StartsWith("/*"u8);

    /// <summary>Takes one token outside of strings and comments, or enters one of these.</summary>
    private int Step(ReadOnlySpan<byte> line, int at)
    {
        switch (line[at])
        {
            case (byte)'-' when line[at..].StartsWith("--"u8):
                return line.Length;
            case (byte)'/' when line[at..].StartsWith("/*"u8):
                (_inside, _comments) = (Inside.Comment, 1);
                return at + 2;
            case (byte)'\'':
                _inside = StandardConformingStrings ? Inside.Text : Inside.EscapedText;
                return at + 1;
            case (byte)'"':
                _inside = Inside.Name;
                return at + 1;
            case (byte)'$' when TagLength(line[at..]) is > 0 and var length:
                (_inside, _tag) = (Inside.DollarText, line.Slice(at, length).ToArray());
                return at + length;
            case (byte)'(':
                _parentheses++;
                return at + 1;
            case (byte)')':
                _parentheses = Math.Max(0, _parentheses - 1);
                return at + 1;
            case var letter when IsWordStart(letter):
                return Word(line, at);
            default:
                return at + 1;
        }
    }

    private int Word(ReadOnlySpan<byte> line, int at)
    {
        var end = at;
        while (end < line.Length && (IsWordStart(line[end]) || char.IsAsciiDigit((char)line[end]) || line[end] == '$'))
        {
            end += Width(line[end]);
        }

        end = Math.Min(end, line.Length);
        var word = line[at..end];
        if (word.Length == 1 && end < line.Length && line[end] == '\'' && (word[0] | 0x20) is 'e' or 'b' or 'x')
        {
            _inside = (word[0] | 0x20) == 'e' ? Inside.EscapedText : Inside.Text;
            return end + 1;
        }

        FollowBlocks(word);
        return end;
    }

    /// <summary>psql's own rule of thumb for the bodies of functions in standard SQL.</summary>
    private void FollowBlocks(ReadOnlySpan<byte> word)
    {
        if (_words < 4)
        {
            _words++;
            _opening += Is(word, "create") || Is(word, "function") || Is(word, "procedure") || Is(word, "or") || Is(word, "replace")
                ? (char)(word[0] | 0x20)
                : '.';
            _makesRoutine = _opening is ['c', 'f' or 'p', ..] or ['c', 'o', 'r', 'f' or 'p'];
        }

        if (!_makesRoutine || _parentheses > 0)
        {
            return;
        }

        _blocks += Is(word, "begin") || (_blocks > 0 && Is(word, "case")) ? 1 : _blocks > 0 && Is(word, "end") ? -1 : 0;
    }

    /// <summary>Reads to the end of what it is inside of, or of the line.</summary>
    private int Leave(ReadOnlySpan<byte> line, int at)
    {
        switch (_inside)
        {
            case Inside.DollarText:
                var end = line[at..].IndexOf(_tag);
                _inside = end < 0 ? _inside : Inside.Nothing;
                return end < 0 ? line.Length : at + end + _tag.Length;
            case Inside.Comment:
                return LeaveComment(line, at);
            case Inside.EscapedText:
                var stop = Find(line, at, (byte)'\'', (byte)'\\');
                return stop < line.Length && line[stop] == '\\' ? Math.Min(stop + 2, line.Length) : Close(line, stop, (byte)'\'');
            case Inside.Text:
                return Close(line, Find(line, at, (byte)'\'', (byte)'\''), (byte)'\'');
            default:
                return Close(line, Find(line, at, (byte)'"', (byte)'"'), (byte)'"');
        }
    }

    private int LeaveComment(ReadOnlySpan<byte> line, int at)
    {
        var stop = Find(line, at, (byte)'*', (byte)'/');
        var rest = line[stop..];
        _comments += rest.StartsWith("/*"u8) ? 1 : rest.StartsWith("*/"u8) ? -1 : 0;
        _inside = _comments == 0 ? Inside.Nothing : _inside;
        return Math.Min(line.Length, stop + (rest.StartsWith("/*"u8) || rest.StartsWith("*/"u8) ? 2 : 1));
    }

    /// <summary>Two quotes are one quote of the text; one ends it.</summary>
    private int Close(ReadOnlySpan<byte> line, int stop, byte quote)
    {
        if (stop >= line.Length)
        {
            return line.Length;
        }

        if (stop + 1 < line.Length && line[stop + 1] == quote)
        {
            return stop + 2;
        }

        _inside = Inside.Nothing;
        return stop + 1;
    }

    private int Find(ReadOnlySpan<byte> line, int at, byte one, byte other)
    {
        if (!TwoByteLetters)
        {
            var found = line[at..].IndexOfAny(one, other);
            return found < 0 ? line.Length : at + found;
        }

        while (at < line.Length && line[at] != one && line[at] != other)
        {
            at += Width(line[at]);
        }

        return Math.Min(at, line.Length);
    }

    /// <summary>How long the tag at the beginning is: <c>$$</c>, <c>$body$</c>; 0 where it is none.</summary>
    private static int TagLength(ReadOnlySpan<byte> text)
    {
        for (var at = 1; at < text.Length; at++)
        {
            if (text[at] == '$')
            {
                return at + 1;
            }

            if (!IsWordStart(text[at]) && (at == 1 || !char.IsAsciiDigit((char)text[at])))
            {
                return 0;
            }
        }

        return 0;
    }

    private int Width(byte letter) => TwoByteLetters && letter >= 0x80 ? 2 : 1;

    private static bool IsWordStart(byte letter) => char.IsAsciiLetter((char)letter) || letter is (byte)'_' or >= 0x80;

    private static bool Is(ReadOnlySpan<byte> word, string keyword) => Ascii.EqualsIgnoreCase(word, keyword);
}
