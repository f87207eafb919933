using System.Text.RegularExpressions;

namespace DrDrills.Testing;

/// <summary>
/// Replaces what differs from run to run by numbered tokens; the same value always gets the same number, so that a reviewed file still
/// shows which two are equal.
/// </summary>
public static partial class GoldenScrubber
{
    /// <summary>Scrubs run ids, GUIDs, instants, loopback ports and temporary paths.</summary>
    public static string Scrub(string text)
    {
        text = Number(TempPath(), text, "temp", match => match.Value);
        text = Number(RunId(), text, "run", match => match.Value);
        text = Number(Id(), text, "id", match => match.Value);
        text = Number(Instant(), text, "instant", match => match.Value);
        return Number(Port(), text, "port", match => match.Groups["port"].Value);
    }

    private static string Number(Regex pattern, string text, string token, Func<Match, string> variable)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        return pattern.Replace(text, match =>
        {
            var value = variable(match);
            if (!numbers.TryGetValue(value, out var number))
            {
                number = numbers[value] = numbers.Count + 1;
            }

            return match.Value.Replace(value, $"{{{token}-{number}}}", StringComparison.Ordinal);
        });
    }

    [GeneratedRegex(@"/(tmp|var/tmp)/[A-Za-z0-9._-]+")]
    private static partial Regex TempPath();

    [GeneratedRegex(@"\b\d{8}-\d{6}-[0-9a-f]{6}\b")]
    private static partial Regex RunId();

    [GeneratedRegex(@"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b", RegexOptions.IgnoreCase)]
    private static partial Regex Id();

    [GeneratedRegex(@"\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})")]
    private static partial Regex Instant();

    [GeneratedRegex(@"\b(127\.0\.0\.1|localhost):(?<port>\d{2,5})\b")]
    private static partial Regex Port();
}
