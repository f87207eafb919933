using System.Text.Json;
using System.Text.RegularExpressions;

namespace DrDrills.Oci.Policies.Credentials;

/// <summary>Every kind of credential that is looked for, the particular before the general: the first that holds names the finding.</summary>
internal static partial class CredentialRules
{
    /// <summary>Bits per character that a generated password or key of 12 characters and more has, and a word has not.</summary>
    private const double Random = 3.2;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<CredentialRule> All { get; } =
    [
        new("private-key", "private key", PrivateKey(), "-----begin"),
        new("oci-key-passphrase", "pass phrase of an OCI API key", OciPassPhrase(), "pass_phrase"),
        new("oci-pre-authenticated-request", "pre-authenticated request of OCI Object Storage", PreAuthenticatedRequest(), "/p/"),
        new("supabase-service-key", "Supabase service-role key", ServiceRoleToken(), "eyj") { Holds = IsServiceRole },
        new("supabase-secret-key", "Supabase secret or access key", SupabaseKey(), "sb_secret_", "sbp_"),
        new("json-web-token", "JSON web token", JsonWebToken(), "eyj") { Holds = match => Claims(match.Groups["claims"].Value) is not null },
        new("cloud-access-key", "access key of another cloud", CloudAccessKey(), "akia", "asia", "aiza"),
        new("platform-token", "token of a code or payment platform", PlatformToken(), "ghp_", "gho_", "ghs_", "github_pat_", "glpat-", "xox", "sk_live_", "rk_live_", "npm_"),
        new("connection-url", "connection URL with a password", ConnectionUrl(), "://"),
        new("connection-string", "connection string with a password", ConnectionString(), "password", "pwd"),
        new("high-entropy-assignment", "generated password, key or token in an assignment", Assignment(), "password", "passwd", "pwd", "secret", "token", "key", "passphrase", "credential")
        {
            LeastEntropy = Random,
            Holds = match => LooksGenerated(match.Groups["secret"].Value),
        },
    ];

    [GeneratedRegex(@"(?<secret>-----BEGIN (RSA |EC |DSA |OPENSSH |ENCRYPTED |PGP )?PRIVATE KEY( BLOCK)?-----)\s*(\\r|\\n|\s|$)")]
    private static partial Regex PrivateKey();

    [GeneratedRegex(@"^\s*pass_phrase\s*=\s*(?<secret>\S+)")]
    private static partial Regex OciPassPhrase();

    [GeneratedRegex(@"/p/(?<secret>[\w\-]{40,})/n/[\w\-]+/b/")]
    private static partial Regex PreAuthenticatedRequest();

    [GeneratedRegex(@"(?<secret>\beyJ[\w\-]{10,}\.(?<claims>eyJ[\w\-]{10,})\.[\w\-]{20,})")]
    private static partial Regex ServiceRoleToken();

    [GeneratedRegex(@"(?<secret>\beyJ[\w\-]{10,}\.(?<claims>eyJ[\w\-]{10,})\.[\w\-]{20,})")]
    private static partial Regex JsonWebToken();

    [GeneratedRegex(@"\b(?<secret>sb_secret_[\w\-]{20,}|sbp_[0-9a-f]{40})")]
    private static partial Regex SupabaseKey();

    [GeneratedRegex(@"\b(?<secret>A(KI|SI)A[0-9A-Z]{16}|AIza[\w\-]{35})\b")]
    private static partial Regex CloudAccessKey();

    [GeneratedRegex(@"\b(?<secret>gh[opsu]_[A-Za-z0-9]{36,}|github_pat_\w{60,}|glpat-[\w\-]{20,}|xox[abprs]-[\w\-]{20,}|[sr]k_live_[A-Za-z0-9]{20,}|npm_[A-Za-z0-9]{36})\b")]
    private static partial Regex PlatformToken();

    [GeneratedRegex(@"\b[a-z][a-z0-9+.\-]{2,}://[^\s:/@'""<>{}$]+:(?<secret>[^\s:/@'""<>]{3,})@[\w.\-\[]+", RegexOptions.IgnoreCase)]
    private static partial Regex ConnectionUrl();

    [GeneratedRegex(@"\b(host|server|data source|datasource)\s*=[^'""]*?;\s*(password|pwd)\s*=\s*(?<secret>[^;'""\s]{3,})|\b(password|pwd)\s*=\s*(?<secret>[^;'""\s]{3,})\s*;[^'""]*?\b(host|server|data source)\s*=", RegexOptions.IgnoreCase)]
    private static partial Regex ConnectionString();

    [GeneratedRegex(@"[\w\-.]*(password|passwd|pwd|secret|token|(api|access|auth|service[_\-.]?role|signing|encryption)[_\-.]?key|passphrase|credential)[\w\-]*[""']?\s*(:|=>?|:=)\s*[""'`]?(?<secret>[^\s""'`;,<>]{12,})", RegexOptions.IgnoreCase)]
    private static partial Regex Assignment();

    private static bool IsServiceRole(Match match) =>
        Claims(match.Groups["claims"].Value) is { } claims
        && claims.TryGetProperty("role", out var role) && role.ValueKind == JsonValueKind.String && role.GetString() == "service_role";

    /// <summary>The claims of a token; null where the text only looks like one.</summary>
    private static JsonElement? Claims(string base64Url)
    {
        try
        {
            var base64 = base64Url.Replace('-', '+').Replace('_', '/');
            using var document = JsonDocument.Parse(Convert.FromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '=')));
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Names of code and prose are words joined by signs or by capitals; what a machine makes mixes letters with digits.</summary>
    private static bool LooksGenerated(string text) =>
        text.Any(char.IsAsciiDigit) && text.Any(char.IsAsciiLetter) && !Words().IsMatch(text);

    [GeneratedRegex(@"^[A-Za-z]+\d*([\-_./:][A-Za-z]*\d*)*$|^[A-Za-z_]\w*(\??\.[A-Za-z_]\w*)+!?;?$|^([A-Z]?[a-z]{2,}\d{0,4}[_\-.]?)+$|^\d[\d.\-:T]*Z?$")]
    private static partial Regex Words();
}
