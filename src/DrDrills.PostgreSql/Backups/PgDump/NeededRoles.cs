using System.Text.RegularExpressions;
using DrDrills.Backups;
using DrDrills.PostgreSql.Tools;

namespace DrDrills.PostgreSql.Backups.PgDump;

/// <summary>The roles that a dump takes for granted.</summary>
internal static partial class NeededRoles
{
    private static readonly string[] NotRoles = ["PUBLIC", "CURRENT_USER", "SESSION_USER", "CURRENT_ROLE", "public"];

    /// <summary>From the manifest, or, where there is none, from the archive's own statements of owners, grants and policies.</summary>
    public static async Task<IReadOnlyList<ManifestRole>> FindAsync(
        IPostgresTools tools, IArchiveInput archive, BackupManifest? manifest, CancellationToken cancellationToken)
    {
        if (manifest is not null)
        {
            return manifest.Roles;
        }

        var outcome = await archive.RunAsync(
            tools,
            // Not --schema-only, which leaves large objects out.
            new ToolInvocation("pg_restore", ["--section=pre-data", "--section=post-data", "--create", "--file=-"]) { Limit = TimeSpan.FromMinutes(10) },
            withRows: false,
            cancellationToken).ConfigureAwait(false);
        return FromScript(outcome.Output.Split('\n'));
    }

    /// <summary>From statements; a name too many does no harm, it is a role without rights in a server that is thrown away.</summary>
    public static IReadOnlyList<ManifestRole> FromScript(IEnumerable<string> lines)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        // PostgreSQL lets nobody else own these.
        var superusers = new HashSet<string>(StringComparer.Ordinal) { "postgres" };
        foreach (var line in lines)
        {
            if (Header().Match(line) is { Success: true } header)
            {
                Add(header.Groups["owner"].Value);
                if (header.Groups["type"].Value is "EVENT TRIGGER" or "FOREIGN DATA WRAPPER")
                {
                    superusers.Add(header.Groups["owner"].Value);
                }
            }

            foreach (Match match in Statement().Matches(line))
            {
                foreach (Match name in Name().Matches(match.Groups[1].Value))
                {
                    var text = name.Value;
                    Add(text[0] == '"' ? text[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : text);
                }
            }
        }

        return [.. names.Select(name => new ManifestRole(name, superusers.Contains(name) ? "SUPERUSER LOGIN INHERIT" : "LOGIN INHERIT", []))];

        void Add(string name)
        {
            if (name is not ("" or "-") && !NotRoles.Contains(name) && !name.StartsWith("pg_", StringComparison.Ordinal))
            {
                names.Add(name);
            }
        }
    }

    [GeneratedRegex(@"^-- (?:Data for )?Name: .*; Type: (?<type>.*); Schema: .*; Owner: (?<owner>.*?)(?:; Tablespace: .*)?$")]
    private static partial Regex Header();

    // SET SESSION AUTHORIZATION a; OWNER TO a; GRANT … TO a; REVOKE … FROM a; ALTER DEFAULT PRIVILEGES FOR ROLE a; CREATE POLICY … TO a, b USING; ALTER ROLE a IN DATABASE.
    [GeneratedRegex(
        """
        (?:^SET SESSION AUTHORIZATION '?|^ALTER .* OWNER TO |^(?:GRANT|REVOKE) .* (?:TO|FROM) |^ALTER DEFAULT PRIVILEGES FOR ROLE |^CREATE POLICY .*? TO |^ALTER ROLE |\bUSER MAPPING FOR |\bIN SCHEMA \S+ (?:GRANT|REVOKE) .* (?:TO|FROM) )((?:"(?:[^"]|"")+"|[\w$]+)(?:, (?:"(?:[^"]|"")+"|[\w$]+))*)
        """)]
    private static partial Regex Statement();

    [GeneratedRegex("""
        "(?:[^"]|"")+"|[\w$]+
        """)]
    private static partial Regex Name();
}
