using System.Text.RegularExpressions;

namespace DrDrills.PostgreSql.Backups.Supabase;

/// <summary>What a schema script takes for granted and what it defines.</summary>
/// <param name="Extensions">Extensions that it creates, with the schema where it names one.</param>
/// <param name="Schemas">Schemas in which it defines tables.</param>
/// <param name="Mentioned">Tables that it names: <c>auth.users</c>.</param>
/// <param name="PlatformRoles">Roles with the platform's prefixes that it names.</param>
/// <param name="EndsWhole">Whether its last line ends a statement; more cannot be told, since the CLI takes pg_dump's end mark out.</param>
internal sealed partial record SupabaseSchemaScript(
    IReadOnlyList<(string Name, string? Schema)> Extensions,
    IReadOnlySet<string> Schemas,
    IReadOnlySet<(string Schema, string Name)> Mentioned,
    IReadOnlySet<string> PlatformRoles,
    bool EndsWhole)
{
    /// <summary>Reads the script whole: it holds definitions and no rows.</summary>
    public static async Task<SupabaseSchemaScript> ReadAsync(SupabaseScript script, CancellationToken cancellationToken)
    {
        var text = await script.ReadTextAsync(cancellationToken).ConfigureAwait(false);
        var last = text.Split('\n').Select(line => line.TrimEnd()).LastOrDefault(line => line.Length > 0 && !line.StartsWith("--", StringComparison.Ordinal));
        return new SupabaseSchemaScript(
            [.. Extension().Matches(text).Select(match => (match.Groups[1].Value, match.Groups[2].Success ? match.Groups[2].Value : null)).Distinct()],
            Table().Matches(text).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal),
            Name().Matches(text).Select(match => (match.Groups[1].Value, match.Groups[2].Value)).ToHashSet(),
            PlatformRole().Matches(text).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal),
            last is null or [.., ';'] or ['\\', 'u', 'n', ..]);
    }

    /// <summary>The statement that creates an extension; a script without it asks nothing of the target.</summary>
    public static bool Creates(string line, string extension) =>
        Extension().Match(line) is { Success: true } match && match.Groups[1].Value == extension;

    [GeneratedRegex("""^CREATE EXTENSION IF NOT EXISTS "([^"]+)"(?: WITH SCHEMA "([^"]+)")?""", RegexOptions.Multiline)]
    private static partial Regex Extension();

    [GeneratedRegex("""^CREATE TABLE (?:IF NOT EXISTS )?"([^"]+)"\.""", RegexOptions.Multiline)]
    private static partial Regex Table();

    [GeneratedRegex("""\b"?(auth|storage|realtime|supabase_functions|cron|net|vault)"?\."?(\w+)"?""")]
    private static partial Regex Name();

    [GeneratedRegex("""(?:TO|FROM|ROLE) "((?:supabase|pgsodium|pgtle|cli_login)_\w+)"[ ;]""")]
    private static partial Regex PlatformRole();
}
