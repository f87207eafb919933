using System.Text;

namespace DrDrills.PostgreSql.Backups.Scripts;

/// <summary>One statement of a script, or one line that psql would carry out itself.</summary>
/// <param name="IsCommand">Whether it begins with a backslash, or has one where psql takes it for a command.</param>
/// <param name="Bytes">The statement with its semicolon, in the script's own encoding; may hold data and secrets.</param>
/// <param name="Line">Number of its first line, from 1.</param>
/// <param name="About">What the comment before it says that it is about ("TABLE public.orders"), or null.</param>
/// <param name="Owner">Whom that comment names for the owner, or null.</param>
internal sealed record ScriptPart(bool IsCommand, byte[] Bytes, long Line, string? About, string? Owner)
{
    /// <summary>As text, of the usual encoding; names in another one are not told apart from each other.</summary>
    public string Text => Encoding.UTF8.GetString(Bytes);

    /// <summary>As the characters whose codes are its bytes: sent so, it arrives as it is, whatever its encoding.</summary>
    public string Raw => Encoding.Latin1.GetString(Bytes);

    /// <summary>Its first word, in capital letters; empty where it begins otherwise.</summary>
    public string FirstWord => Encoding.ASCII.GetString([.. Bytes.SkipWhile(letter => letter <= ' ').TakeWhile(letter => char.IsAsciiLetter((char)letter))])
        .ToUpperInvariant();

    /// <summary>What a person would call it, without any of its values.</summary>
    public string Title => About ?? string.Join(' ', Text.Split((char[]?)null, 4, StringSplitOptions.RemoveEmptyEntries).Take(3)
        .TakeWhile(word => word.All(letter => char.IsAsciiLetter(letter) || letter is '_' or '.')));

    /// <summary>Without the text, which may hold secrets.</summary>
    public override string ToString() => $"line {Line}: {Title}";
}
