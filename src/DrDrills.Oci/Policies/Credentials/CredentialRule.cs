using System.Text.RegularExpressions;

namespace DrDrills.Oci.Policies.Credentials;

/// <summary>One kind of credential: how it is written, and what else is written like it.</summary>
/// <param name="Id">Stable name, used by allow lists: <c>private-key</c>.</param>
/// <param name="Title">For people.</param>
/// <param name="Pattern">The text around it; the group <c>secret</c> is the credential itself.</param>
/// <param name="Hints">A line without any of these words (lower case) is not looked at: most lines are not.</param>
internal sealed record CredentialRule(string Id, string Title, Regex Pattern, params string[] Hints)
{
    /// <value>Bits per character below which the credential is taken for a word or a placeholder. Default: 0, whatever it looks like.</value>
    public double LeastEntropy { get; init; }

    /// <value>Whether what matched is a credential after all; the match is that of <see cref="Pattern"/>. Default: always.</value>
    public Func<Match, bool> Holds { get; init; } = _ => true;

    /// <summary>The credential in a line, or null.</summary>
    public IEnumerable<Group> In(string line, string lowerLine)
    {
        if (Hints.Length > 0 && !Array.Exists(Hints, hint => lowerLine.Contains(hint, StringComparison.Ordinal)))
        {
            yield break;
        }

        foreach (Match match in Pattern.Matches(line))
        {
            var secret = match.Groups["secret"];
            if (!Placeholder.IsOne(secret.Value) && Entropy.Of(secret.Value) >= LeastEntropy && Holds(match))
            {
                yield return secret;
            }
        }
    }
}
