using System.Text.RegularExpressions;

namespace DrDrills.PostgreSql.Backups.Scripts;

/// <summary>Attributes of a role as statements write them, put in the words and the order of manifests.</summary>
internal static partial class RoleAttributes
{
    /// <summary>What a role has that was made without a word.</summary>
    public const string Default = "INHERIT NOLOGIN";

    /// <summary>"NOSUPERUSER LOGIN …" gives "INHERIT LOGIN …".</summary>
    public static string Canonical(string words)
    {
        var limit = Limit().Match(words) is { Success: true } match ? match.Value.ToUpperInvariant() : null;
        var until = Until().Match(words) is { Success: true } end ? end.Value : null;
        return string.Join(' ', new[]
        {
            Has("SUPERUSER") ? "SUPERUSER" : null,
            Has("NOINHERIT") ? "NOINHERIT" : "INHERIT",
            Has("CREATEROLE") ? "CREATEROLE" : null,
            Has("CREATEDB") ? "CREATEDB" : null,
            Has("LOGIN") ? "LOGIN" : "NOLOGIN",
            Has("REPLICATION") ? "REPLICATION" : null,
            Has("BYPASSRLS") ? "BYPASSRLS" : null,
            limit == "CONNECTION LIMIT -1" ? null : limit,
            until,
        }.OfType<string>());

        bool Has(string word) => words.Split(' ').Contains(word, StringComparer.OrdinalIgnoreCase);
    }

    [GeneratedRegex(@"\bCONNECTION LIMIT -?\d+", RegexOptions.IgnoreCase)]
    private static partial Regex Limit();

    [GeneratedRegex(@"\bVALID UNTIL '[^'\\]*'", RegexOptions.IgnoreCase)]
    private static partial Regex Until();
}
