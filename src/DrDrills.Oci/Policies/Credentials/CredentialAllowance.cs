using System.IO.Enumeration;

namespace DrDrills.Oci.Policies.Credentials;

/// <summary>One line of an allow list: what is found there is known, and why it is no secret.</summary>
/// <param name="Line">Line of the allow list, from 1.</param>
/// <param name="Rule">Name of the rule, or <c>*</c>.</param>
/// <param name="Path">Path with <c>*</c> for any text, or a folder ending in a slash.</param>
/// <param name="Reason">Why; never empty.</param>
public sealed record CredentialAllowance(int Line, string Rule, string Path, string Reason)
{
    /// <summary>Whether it covers what was found.</summary>
    public bool Covers(CredentialHit hit) =>
        (Rule == "*" || Rule == hit.Rule)
        && (Path.EndsWith('/') ? hit.Path.StartsWith(Path, StringComparison.Ordinal) : FileSystemName.MatchesSimpleExpression(Path, hit.Path, ignoreCase: false));
}
