using System.Globalization;
using System.Text.RegularExpressions;
using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups.Scripts;

namespace DrDrills.PostgreSql.Backups.Supabase;

/// <summary>The project's own roles, as a roles script states them; passwords in it are passed over and kept nowhere.</summary>
/// <remarks>
/// The script is read, not run: PostgreSQL lets only a superuser carry out some of its statements (<c>NOBYPASSRLS</c>, <c>GRANTED BY</c>), which
/// the platform allows by an extension of its own, and a file is not given a superuser's rights. Statements that the CLI does not write end the
/// reading.
/// </remarks>
/// <param name="Roles">With attributes and memberships.</param>
/// <param name="Settings">Settings of roles: role, parameter and value as written, each quoted.</param>
internal sealed partial record SupabaseRoleScript(
    IReadOnlyList<ManifestRole> Roles, IReadOnlyList<(string Role, string Parameter, string Value)> Settings)
{
    private const string Identifier = "\"((?:[^\"]|\"\")+)\"";

    /// <summary>A literal and nothing after it: a backslash escapes only where the quote has an E before it.</summary>
    private const string Value = @"(?:'(?:[^']|'')*'|E'(?:[^'\\]|''|\\.)*'|[\w.+-]+)";

    /// <summary>No script, no roles.</summary>
    public static SupabaseRoleScript None { get; } = new([], []);

    /// <exception cref="BackupUnreadableException">
    /// The script is cut short (<c>DR1371</c>), or holds a statement that the CLI does not write (<c>DR1372</c>).
    /// </exception>
    public static async Task<SupabaseRoleScript> ReadAsync(SupabaseScript script, string backup, CancellationToken cancellationToken)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        var groups = new List<(string Member, ManifestMembership Options)>();
        var settings = new List<(string, string, string)>();
        var (number, ended) = (0, false);
        foreach (var line in (await script.ReadTextAsync(cancellationToken).ConfigureAwait(false)).TrimEnd('\n').Split('\n').Select(line => line.TrimEnd('\r')))
        {
            number++;
            if (Create().Match(line) is { Success: true } create)
            {
                attributes.TryAdd(Name(create, 1), "");
            }
            else if (Alter().Match(line) is { Success: true } alter)
            {
                attributes[Name(alter, 1)] = Password().Replace(alter.Groups[2].Value, "");
            }
            else if (Setting().Match(line) is { Success: true } setting)
            {
                settings.Add((Name(setting, 1), Name(setting, 2), setting.Groups[3].Value));
            }
            else if (Grant().Match(line) is { Success: true } grant)
            {
                groups.Add((Name(grant, 2), MembershipOptions.Of(Name(grant, 1), SqlTokens.Of(grant.Groups[3].Value))));
            }
            else if (!Passed().IsMatch(line))
            {
                throw Foreign(script.Name, backup, number);
            }

            ended |= line.StartsWith("RESET ALL;", StringComparison.Ordinal)
                || line.StartsWith("-- PostgreSQL database cluster dump complete", StringComparison.Ordinal);
        }

        return !ended
            ? throw CutShort(script.Name, backup)
            : new SupabaseRoleScript(
                [.. attributes.Keys.Union(groups.Select(pair => pair.Member)).Select(role => groups.Where(pair => pair.Member == role).Aggregate(
                    new ManifestRole(role, attributes.GetValueOrDefault(role, ""), []), (joined, pair) => joined.Joining(pair.Options)))],
                settings);
    }

    private static string Name(Match match, int group) => match.Groups[group].Value.Replace("\"\"", "\"", StringComparison.Ordinal);

    private static BackupUnreadableException CutShort(string name, string backup) => new(
        "DR1371",
        backup,
        $"Script '{name}' of backup '{backup}' does not end with 'RESET ALL;': it is cut short.",
        "compare its size with the one at the source; was the dump's exit status lost in a pipe?");

    /// <summary>The line itself may hold a password and is not quoted.</summary>
    private static BackupUnreadableException Foreign(string name, string backup, int line) => new(
        "DR1372",
        backup,
        string.Create(
            CultureInfo.InvariantCulture,
            $"Line {line} of script '{name}' of backup '{backup}' is no statement that 'supabase db dump --role-only' writes."),
        "who wrote this file? Only roles, their attributes, settings and memberships are taken from it; nothing in it is run.");

    [GeneratedRegex($"^CREATE ROLE {Identifier};$")]
    private static partial Regex Create();

    [GeneratedRegex($"^ALTER ROLE {Identifier} WITH (.*);$")]
    private static partial Regex Alter();

    [GeneratedRegex($"^ALTER ROLE {Identifier} SET {Identifier} TO ({Value}(?:, {Value})*);$")]
    private static partial Regex Setting();

    [GeneratedRegex($"^GRANT {Identifier} TO {Identifier}(?: WITH ([A-Z ,]+?))?(?: GRANTED BY {Identifier})?;$")]
    private static partial Regex Grant();

    [GeneratedRegex(@"PASSWORD '(?:[^']|'')*'")]
    private static partial Regex Password();

    [GeneratedRegex(@"^\s*(?:--.*|\\(?:un)?restrict \w+|SET [\w.]+ = [\w']+;|RESET ALL;)?\s*$")]
    private static partial Regex Passed();
}
