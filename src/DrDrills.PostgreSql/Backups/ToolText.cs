using System.Text.RegularExpressions;

namespace DrDrills.PostgreSql.Backups;

/// <summary>Output of PostgreSQL's programs without the values of rows.</summary>
internal static partial class ToolText
{
    /// <summary>Takes out what quotes data: key values in DETAIL, the line of a failed COPY, the rest of a failed statement.</summary>
    public static string Redact(string text)
    {
        var kept = new List<string>();
        var inStatement = false;
        foreach (var line in text.Split('\n'))
        {
            inStatement = inStatement && !line.StartsWith("pg_", StringComparison.Ordinal) && !line.StartsWith("psql", StringComparison.Ordinal);
            if (inStatement)
            {
                continue;
            }

            inStatement = line.StartsWith("Command was:", StringComparison.Ordinal);
            if (line.StartsWith("LINE ", StringComparison.Ordinal))
            {
                continue;
            }

            kept.Add(Values().Replace(CopyLine().Replace(Quoted(line), "$1: …"), "=(…)"));
        }

        return string.Join('\n', kept).Trim();
    }

    private static string Quoted(string line) =>
        Failing().IsMatch(line) ? Failing().Replace(line, "$1 …") : line;

    [GeneratedRegex(@"=\(.*\)")]
    private static partial Regex Values();

    [GeneratedRegex(@"(COPY [^,]+, line \d+(?:, column [^:]+)?): .*")]
    private static partial Regex CopyLine();

    [GeneratedRegex(@"(Failing row contains|invalid input syntax for type [^:]+:|Key ).*")]
    private static partial Regex Failing();
}
