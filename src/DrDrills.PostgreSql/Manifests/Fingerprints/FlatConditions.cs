using System.Text;

namespace DrDrills.PostgreSql.Manifests.Fingerprints;

/// <summary>Writes conditions that are joined by the same word as one list: <c>((a AND b) AND c)</c> as <c>(a AND b AND c)</c>.</summary>
/// <remarks>
/// <c>BETWEEN</c> is a condition of its own when it is first read, and is printed as two in parentheses; read again from that text, the server joins them
/// to what follows. The same goes for <c>NOT BETWEEN</c> and <c>OR</c>.
/// </remarks>
internal static class FlatConditions
{
    private static readonly string[] Words = [" AND ", " OR "];

    public static string Of(string definition)
    {
        if (!Words.Any(word => definition.Contains(")" + word, StringComparison.Ordinal) || definition.Contains(word + "(", StringComparison.Ordinal)))
        {
            return definition;
        }

        var at = 0;
        var whole = Read(definition, ref at);
        // Without its pair, a parenthesis is no part of an expression that the server printed.
        return whole is not null && at == definition.Length ? whole.Text : definition;
    }

    /// <summary>Reads to the parenthesis that closes, which is not taken, or to the end; null where one is opened and not closed.</summary>
    private static Group? Read(string text, ref int at)
    {
        List<Member> members = [new()];
        List<string> words = [];
        while (at < text.Length && text[at] != ')')
        {
            if (text[at] == '(')
            {
                at++;
                if (Read(text, ref at) is not { } inner || at == text.Length)
                {
                    return null;
                }

                members[^1].Add(inner);
                at++;
            }
            else if (WordAt(text, at) is { } word)
            {
                words.Add(word);
                members.Add(new Member());
                at += word.Length;
            }
            else
            {
                var length = Math.Max(1, Quoted(text, at));
                members[^1].Add(text.AsSpan(at, length));
                at += length;
            }
        }

        var joining = words.Distinct(StringComparer.Ordinal).Count() == 1 ? words[0] : null;
        var whole = new StringBuilder(members[0].Inside(joining));
        for (var next = 0; next < words.Count; next++)
        {
            whole.Append(words[next]).Append(members[next + 1].Inside(joining));
        }

        return new Group(whole.ToString(), joining);
    }

    private static string? WordAt(string text, int at)
    {
        foreach (var word in Words)
        {
            if (string.CompareOrdinal(text, at, word, 0, word.Length) == 0)
            {
                return word;
            }
        }

        return null;
    }

    /// <summary>How long a literal, a quoted name or a body is that begins here; 0 where none does.</summary>
    private static int Quoted(string text, int at)
    {
        if (text[at] is '\'' or '"')
        {
            var end = text.IndexOf(text[at], at + 1);
            return (end < 0 ? text.Length : end + 1) - at;
        }

        if (text[at] != '$' || (at > 0 && (char.IsLetterOrDigit(text[at - 1]) || text[at - 1] is '_' or '$')))
        {
            return 0;
        }

        var open = at + 1;
        while (open < text.Length && (char.IsLetterOrDigit(text[open]) || text[open] == '_'))
        {
            open++;
        }

        if (open == text.Length || text[open] != '$')
        {
            return 0;
        }

        var tag = text[at..(open + 1)];
        var close = text.IndexOf(tag, open + 1, StringComparison.Ordinal);
        return (close < 0 ? text.Length : close + tag.Length) - at;
    }

    private sealed record Group(string Text, string? Word);

    private sealed class Member
    {
        private readonly StringBuilder _text = new();
        private Group? _only;

        public void Add(ReadOnlySpan<char> text)
        {
            _text.Append(text);
            _only = null;
        }

        public void Add(Group group)
        {
            _only = _text.Length == 0 ? group : null;
            _text.Append('(').Append(group.Text).Append(')');
        }

        /// <summary>As a member of a list that is joined by a word: a list by the same word is a part of it.</summary>
        public string Inside(string? word) => word is not null && _only?.Word == word ? _only.Text : _text.ToString();
    }
}
