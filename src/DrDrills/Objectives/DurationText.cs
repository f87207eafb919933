using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace DrDrills.Objectives;

/// <summary>Durations as people write them: "15 minutes", "1h 30m", "90 s", "2 days", "zero", or ISO 8601 ("PT15M").</summary>
public static partial class DurationText
{
    /// <summary>Reads a duration; a number without a unit is refused, except 0.</summary>
    /// <exception cref="FormatException">The text is no duration; the message says how one is written.</exception>
    public static TimeSpan Parse(string text) =>
        TryParse(text, out var duration)
            ? duration
            : throw new FormatException($"'{text}' is not a duration; write it like '15 minutes', '1h 30m', '90s' or 'PT15M'.");

    /// <summary>Reads a duration, or says that it is none.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        var trimmed = text.Trim();
        if (trimmed is "0" || trimmed.Equals("zero", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        if (trimmed.StartsWith('P'))
        {
            try
            {
                duration = XmlConvert.ToTimeSpan(trimmed);
                return duration >= TimeSpan.Zero;
            }
            catch (Exception e) when (e is FormatException or OverflowException)
            {
                return false;
            }
        }

        var whole = Whole().Match(trimmed);
        if (!whole.Success)
        {
            return false;
        }

        var seconds = Part().Matches(trimmed).Sum(part =>
            Unit(part.Groups["u"].Value).TotalSeconds * double.Parse(part.Groups["n"].Value, CultureInfo.InvariantCulture));
        if (seconds >= TimeSpan.MaxValue.TotalSeconds)
        {
            return false;
        }

        duration = TimeSpan.FromSeconds(seconds);
        return true;
    }

    /// <summary>Writes a duration for people with at most two units: "1 h 30 min", "4.2 s", "0 s".</summary>
    public static string Format(TimeSpan duration) =>
        duration < TimeSpan.FromMinutes(1) ? string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.##} s")
        : duration < TimeSpan.FromHours(1) ? Two(duration.Minutes, "min", duration.Seconds, "s")
        : duration < TimeSpan.FromDays(1) ? Two(duration.Hours, "h", duration.Minutes, "min")
        : Two(duration.Days, "d", duration.Hours, "h");

    private static string Two(int first, string firstUnit, int second, string secondUnit) =>
        second == 0 ? $"{first} {firstUnit}" : $"{first} {firstUnit} {second} {secondUnit}";

    private static TimeSpan Unit(string name) => name.ToLowerInvariant() switch
    {
        "ms" or "millisecond" or "milliseconds" => TimeSpan.FromMilliseconds(1),
        "s" or "sec" or "second" or "seconds" => TimeSpan.FromSeconds(1),
        "m" or "min" or "minute" or "minutes" => TimeSpan.FromMinutes(1),
        "h" or "hour" or "hours" => TimeSpan.FromHours(1),
        _ => TimeSpan.FromDays(1),
    };

    [GeneratedRegex(@"^(\d+(\.\d+)?\s*(ms|milliseconds?|s|sec|seconds?|m|min|minutes?|h|hours?|d|days?)(\s+|$))+$|^(\d+(ms|s|m|h|d))+$", RegexOptions.IgnoreCase)]
    private static partial Regex Whole();

    [GeneratedRegex(@"(?<n>\d+(\.\d+)?)\s*(?<u>[a-z]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Part();
}
