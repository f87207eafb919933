using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace DrDrills.PostgreSql.Backups.Supabase;

/// <summary>What a data script says that it holds: its tables with their columns and rows, its sequences, and whether it is whole.</summary>
/// <param name="Tables">In the script's order.</param>
/// <param name="Sequences">Those that it puts at a position.</param>
/// <param name="ServerMajor">Major version of the server that was dumped, or null where the script does not say.</param>
/// <param name="EndsWhole">Whether it ends as the CLI ends it.</param>
internal sealed partial record SupabaseDataScript(
    IReadOnlyList<SupabaseTableRows> Tables, IReadOnlyList<(string Schema, string Name)> Sequences, int? ServerMajor, bool EndsWhole)
{
    /// <value>Labels of the platform's enumerations that its rows have: type and label.</value>
    public IReadOnlyCollection<(string Type, string Label)> Labels { get; init; } = [];

    private const string Identifier = "\"((?:[^\"]|\"\")+)\"";

    /// <summary>Reads the script once, line by line; the values of rows are passed over.</summary>
    public static async Task<SupabaseDataScript> ReadAsync(SupabaseScript script, CancellationToken cancellationToken)
    {
        var tables = new List<SupabaseTableRows>();
        var sequences = new List<(string, string)>();
        int? major = null;
        SupabaseTableRows? copied = null;
        var (rows, last) = (0L, "");
        var labels = new HashSet<(string, string)>();
        IReadOnlyList<(int Place, string Type)> enumerations = [];
        await foreach (var line in script.ReadLinesAsync(cancellationToken).ConfigureAwait(false))
        {
            if (copied is not null)
            {
                if (line == @"\.")
                {
                    tables.Add(copied with { Rows = rows });
                    (copied, rows) = (null, 0);
                }
                else
                {
                    rows++;
                    labels.UnionWith(enumerations.Count == 0 ? [] : LabelsOf(line, enumerations));
                }

                continue;
            }

            last = line.Length == 0 ? last : line;
            if (line.StartsWith("COPY \"", StringComparison.Ordinal) && Copy().Match(line) is { Success: true } copy)
            {
                copied = Table(copy);
                enumerations = SupabaseColumns.EnumerationsOf(copied.Schema, copied.Name, copied.Columns);
            }
            else if (line.StartsWith("INSERT INTO \"", StringComparison.Ordinal) && Insert().Match(line) is { Success: true } insert
                && !tables.Exists(table => table.Schema == Text(insert, 1) && table.Name == Text(insert, 2)))
            {
                tables.Add(Table(insert));
            }
            else if (line.StartsWith("SELECT pg_catalog.setval(", StringComparison.Ordinal) && SetVal().Match(line) is { Success: true } sequence)
            {
                sequences.Add((Literal(sequence, 1), Literal(sequence, 2)));
            }
            else if (major is null && tables.Count == 0 && DumpedFrom().Match(line) is { Success: true } from)
            {
                major = int.Parse(from.Groups[1].Value, CultureInfo.InvariantCulture);
            }
        }

        return new SupabaseDataScript(tables, sequences, major, copied is null && last.TrimEnd('\r') == "RESET ALL;")
        {
            Labels = labels,
        };
    }

    private static IEnumerable<(string Type, string Label)> LabelsOf(string row, IReadOnlyList<(int Place, string Type)> enumerations)
    {
        var values = row.Split('\t');
        return enumerations.Where(column => column.Place < values.Length && values[column.Place] != @"\N")
            .Select(column => (column.Type, values[column.Place]));
    }

    private static SupabaseTableRows Table(Match match) => new(
        Text(match, 1), Text(match, 2), [.. Names().Matches(match.Groups[3].Value).Select(name => Text(name, 1))], null);

    private static string Literal(Match match, int group) => Text(match, group).Replace("''", "'", StringComparison.Ordinal);

    /// <summary>The script is UTF-8 and read as bytes, so that rows in any encoding pass.</summary>
    private static string Text(Match match, int group) => Encoding.UTF8.GetString(
        Encoding.Latin1.GetBytes(match.Groups[group].Value.Replace("\"\"", "\"", StringComparison.Ordinal)));

    [GeneratedRegex($@"^COPY {Identifier}\.{Identifier} \((.*)\) FROM stdin;\r?$")]
    private static partial Regex Copy();

    [GeneratedRegex($@"^INSERT INTO {Identifier}\.{Identifier} \((.*?)\) (?:OVERRIDING SYSTEM VALUE )?VALUES")]
    private static partial Regex Insert();

    [GeneratedRegex($@"^SELECT pg_catalog\.setval\('{Identifier}\.{Identifier}', ")]
    private static partial Regex SetVal();

    [GeneratedRegex(@"^-- Dumped from database version (\d+)")]
    private static partial Regex DumpedFrom();

    [GeneratedRegex(Identifier)]
    private static partial Regex Names();
}
