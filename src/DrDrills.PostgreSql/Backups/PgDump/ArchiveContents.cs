using System.Globalization;
using System.Text.RegularExpressions;
using DrDrills.Errors;
using DrDrills.PostgreSql.Tools;

namespace DrDrills.PostgreSql.Backups.PgDump;

/// <summary>What a pg_dump archive says of itself: its header and table of contents.</summary>
internal sealed partial class ArchiveContents
{
    // Kinds of more than one word, longest first; all others are one word.
    private static readonly string[] LongKinds =
    [
        "TEXT SEARCH CONFIGURATION", "TEXT SEARCH DICTIONARY", "MATERIALIZED VIEW DATA", "TEXT SEARCH TEMPLATE", "FOREIGN DATA WRAPPER",
        "PUBLICATION TABLES IN SCHEMA", "DATABASE PROPERTIES", "PROCEDURAL LANGUAGE", "SUBSCRIPTION TABLE", "PUBLICATION TABLE",
        "TEXT SEARCH PARSER", "MATERIALIZED VIEW", "SEQUENCE OWNED BY", "STATISTICS DATA", "CHECK CONSTRAINT", "EXTENDED STATISTICS",
        "OPERATOR FAMILY", "OPERATOR CLASS", "FK CONSTRAINT", "BLOB METADATA", "FOREIGN SERVER", "FOREIGN TABLE", "ACCESS METHOD",
        "EVENT TRIGGER", "SECURITY LABEL", "SEQUENCE SET", "INDEX ATTACH", "TABLE ATTACH", "USER MAPPING", "ROW SECURITY",
        "DEFAULT ACL", "TABLE DATA", "SHELL TYPE",
    ];

    private ArchiveContents(IReadOnlyList<ArchiveEntry> entries, IReadOnlyDictionary<string, string> header)
    {
        Entries = entries;
        Header = header;
    }

    /// <summary>In the archive's own order of restoring.</summary>
    public IReadOnlyList<ArchiveEntry> Entries { get; }

    /// <summary>"dbname", "Format", "Dumped from database version" …</summary>
    public IReadOnlyDictionary<string, string> Header { get; }

    /// <summary>Database that was dumped.</summary>
    public string? Database => Header.GetValueOrDefault("dbname");

    /// <summary>Owner of the database, where the archive was made with <c>--create</c>.</summary>
    public string? DatabaseOwner =>
        Entries.FirstOrDefault(entry => entry.Kind == "DATABASE") is { } entry
        && entry.Rest.StartsWith($"- {Database} ", StringComparison.Ordinal)
            ? entry.Rest[$"- {Database} ".Length..].Trim()
            : null;

    /// <summary>Extensions that it creates.</summary>
    public IReadOnlyList<string> Extensions =>
        [.. Entries.Where(entry => entry.Kind == "EXTENSION").Select(entry => entry.Rest[1..].Trim())];

    /// <summary>Sequences whose position it states, by schema and name; where these have spaces, every way to read them.</summary>
    public IReadOnlySet<(string Schema, string Name)> PositionedSequences =>
        (from entry in Entries
         where entry.Kind == "SEQUENCE SET"
         let words = entry.Rest.Trim().Split(' ')
         from end in Enumerable.Range(2, Math.Max(0, words.Length - 2))
         from begin in Enumerable.Range(1, end - 1)
         select (string.Join(' ', words[..begin]), string.Join(' ', words[begin..end]))).ToHashSet();

    /// <summary>
    /// Grants on what nothing in the archive makes: objects of extensions and the server's own, which are the administrator's. The server tells a role that
    /// may not grant on them by a warning only, and nothing is granted. Of <c>public</c> the restoring role is the owner.
    /// </summary>
    public IReadOnlyList<ArchiveEntry> GrantsOnOthersObjects
    {
        get
        {
            var made = Entries.Where(entry => entry.Kind != "ACL").Select(entry => NameIn(entry.Rest.Trim())).ToHashSet(StringComparer.Ordinal);
            return [.. Entries.Where(entry => entry.Kind == "ACL"
                && Granted().Match(entry.Rest.Trim()) is { Success: true } on
                && !made.Contains(NameIn($"{on.Groups["schema"].Value} {on.Groups["object"].Value}")))];

            // A function's own entry leaves the names of its arguments out, its grant does not; and only a grant quotes names.
            static string NameIn(string rest) => rest.Split('(')[0].Replace("\"", "", StringComparison.Ordinal);
        }
    }

    /// <exception cref="BackupUnreadableException">The archive cannot be read (<c>DR1301</c>).</exception>
    /// <exception cref="EngineUnavailableException">The program is older than the archive (<c>DR3121</c>).</exception>
    public static async Task<ArchiveContents> ReadAsync(
        IPostgresTools tools, IArchiveInput archive, string backup, CancellationToken cancellationToken)
    {
        var outcome = await archive.RunAsync(
            tools,
            new ToolInvocation("pg_restore", ["--list", "--create"]) { Limit = TimeSpan.FromMinutes(10) },
            withRows: false,
            cancellationToken).ConfigureAwait(false);
        if (outcome.ExitCode != 0 || outcome.Errors.Contains("error:", StringComparison.Ordinal))
        {
            throw Unreadable(tools, archive, backup, outcome.Errors);
        }

        var contents = Parse(outcome.Output);
        return contents.Entries.Count > 0 ? contents : throw new BackupUnreadableException(
            "DR1302",
            backup,
            $"Backup '{backup}' is a readable archive with an empty table of contents; expected at least one object.",
            "did the backup job dump the right database, with rights to see its tables?");
    }

    internal static ArchiveContents Parse(string listing)
    {
        var entries = new List<ArchiveEntry>();
        var header = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in listing.Split('\n'))
        {
            if (line.StartsWith(';'))
            {
                var colon = line.IndexOf(':', StringComparison.Ordinal);
                if (colon > 0)
                {
                    header.TryAdd(line[1..colon].Trim(), line[(colon + 1)..].Trim());
                }
            }
            else if (EntryLine().Match(line) is { Success: true } match)
            {
                var text = match.Groups[2].Value;
                var kind = LongKinds.FirstOrDefault(known => text.StartsWith(known + " ", StringComparison.Ordinal)) ?? text.Split(' ')[0];
                entries.Add(new ArchiveEntry(
                    int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), kind, text[kind.Length..].TrimStart(), line));
            }
        }

        return new ArchiveContents(entries, header);
    }

    private static DrillException Unreadable(IPostgresTools tools, IArchiveInput archive, string backup, string errors) =>
        errors.Contains("unsupported version", StringComparison.Ordinal)
            ? new EngineUnavailableException(
                "DR3121",
                backup,
                $"pg_restore of the {tools.Description} is older than backup '{backup}' and cannot read it.",
                "use the PostgreSQL version that production uses, or a newer one.",
                errors)
            : new BackupUnreadableException(
                "DR1301",
                backup,
                $"The table of contents of backup '{backup}' ('{archive.Name}') cannot be read: it is cut short or damaged.",
                "compare its size with the one at the source; was the upload interrupted?",
                errors);

    /// <summary>A grant on a whole object, as listed: schema (or -), kind, name and owner.</summary>
    [GeneratedRegex("^(?<schema>.+?) (?:FUNCTION|PROCEDURE|TABLE|SEQUENCE|TYPE|LANGUAGE|SCHEMA(?! public )) (?<object>.+)$")]
    private static partial Regex Granted();

    [GeneratedRegex(@"^(\d+); \d+ \d+ (.+)$")]
    private static partial Regex EntryLine();
}
