using System.Text.RegularExpressions;

namespace DrDrills.Cli.Options;

/// <summary>Takes passwords out of text that quotes what the caller typed.</summary>
internal static partial class Redaction
{
    /// <summary>The text with the password of every URL and connection string replaced by <c>***</c>.</summary>
    public static string Of(string text) => Keyword().Replace(Url().Replace(text, "${before}***@"), "${before}***");

    // Greedy up to the last '@': a password may hold one that was not percent-encoded.
    [GeneratedRegex(@"(?<before>[a-z][a-z0-9+.-]*://[^\s:/@]*:)\S*@", RegexOptions.IgnoreCase)]
    private static partial Regex Url();

    [GeneratedRegex(@"(?<before>\b(password|pwd|passfile)\s*=\s*)(""[^""]*""|'[^']*'|[^;'""\s]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Keyword();
}
