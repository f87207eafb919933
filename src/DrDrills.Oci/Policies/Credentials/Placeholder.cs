using System.Text.RegularExpressions;

namespace DrDrills.Oci.Policies.Credentials;

/// <summary>What stands where a credential would stand and is none: a reference, a variable, an example, a mask.</summary>
internal static partial class Placeholder
{
    public static bool IsOne(string text) => text.Distinct().Count() <= 2 || Reference().IsMatch(text) || Example().IsMatch(text);

    /// <summary>A variable, a template, a reference to where the secret is kept, an OCID, a path, a call.</summary>
    [GeneratedRegex(@"^(\$|%|@|<|\{|\[|env:|file:|oci-vault:|vault:|secret:|ocid1\.|arn:|https?://|~?/|\.{1,2}/)|\$\{|\$\(|\{\{|\{[A-Za-z_][\w.]*\}|\(|\)|=>|::")]
    private static partial Regex Reference();

    [GeneratedRegex(@"^(password|passwd|pass|pwd|secret|token|key|x{3,}|\*{3,}|\.{3,}|null|none|true|false|undefined|todo|changeme|change[-_]?me|redacted|masked|hidden|placeholder)$|example|sample|dummy|placeholder|your[-_ ]|[-_ ]here$|not[-_ ]?a[-_ ]?(real[-_ ]?)?(secret|password|key)|<[^>]+>", RegexOptions.IgnoreCase)]
    private static partial Regex Example();
}
