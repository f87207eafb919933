using System.Text.RegularExpressions;
using DrDrills.Backups;

namespace DrDrills.PostgreSql.Backups.Supabase;

/// <summary>The schema that an object of a manifest lies in, told from its class and identity.</summary>
internal static partial class ObjectSchema
{
    /// <summary>Classes of objects that lie in no schema, whatever dots their identities have.</summary>
    private static readonly string[] _ofDatabase =
    [
        "database", "publication", "subscription", "event trigger", "foreign data wrapper", "foreign server", "user mapping", "language", "security label",
    ];

    /// <summary>Its name, or null where the object lies in none.</summary>
    public static string? Of(ManifestObject item) => item.Class switch
    {
        _ when _ofDatabase.Contains(item.Class) => null,
        "schema" => Unquoted(item.Identity),
        "default privileges" => InSchema().Match(item.Identity) is { Success: true } match ? Unquoted(match.Groups[1].Value) : null,
        // "table public.x", "schema auth", "publication p": what kind it is stands before its name.
        "owner" or "grant" or "comment" when _ofDatabase.Append("extension").Any(kind => item.Identity.StartsWith(kind + " ", StringComparison.Ordinal)) => null,
        "owner" or "grant" or "comment" when item.Identity.StartsWith("schema ", StringComparison.Ordinal) => Unquoted(item.Identity["schema ".Length..]),
        _ => Qualified().Match(item.Identity) is { Success: true } name ? Unquoted(name.Groups[1].Value) : null,
    };

    /// <summary>The role whose default privileges these are.</summary>
    public static string GrantorOf(ManifestObject defaultPrivileges) =>
        Grantor().Match(defaultPrivileges.Identity) is { Success: true } match ? Unquoted(match.Groups[1].Value) : "";

    private static string Unquoted(string name) => name is ['"', .., '"'] ? name[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : name;

    [GeneratedRegex("""\bin schema ("(?:[^"]|"")+"|[^\s"]+)""")]
    private static partial Regex InSchema();

    [GeneratedRegex("""(?:^|\s)("(?:[^"]|"")+"|[^\s".(]+)\.""")]
    private static partial Regex Qualified();

    [GeneratedRegex("""^of ("(?:[^"]|"")+"|[^\s"]+)""")]
    private static partial Regex Grantor();
}
