using System.Globalization;
using System.Text;

namespace DrDrills.Reporting.Allure;

/// <summary>The environment page of the report, as the Java properties that Allure reads.</summary>
/// <remarks>Format: Java's <c>Properties.load</c>. Order is kept; pairs without a value say <c>not known</c> rather than nothing.</remarks>
public static class AllureEnvironment
{
    /// <summary>Writes the pairs in their order, one a line.</summary>
    /// <param name="pairs">Names, each used once, and values; never a secret.</param>
    /// <exception cref="ArgumentException">A name is empty or used twice: the report would show only the last value.</exception>
    public static string Render(IEnumerable<KeyValuePair<string, string?>> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var text = new StringBuilder();
        foreach (var (name, value) in pairs)
        {
            if (string.IsNullOrWhiteSpace(name) || !names.Add(name))
            {
                throw new ArgumentException($"The environment name '{name}' is empty or used twice.", nameof(pairs));
            }

            Escape(text, name, isName: true).Append('=');
            Escape(text, string.IsNullOrWhiteSpace(value) ? "not known" : value.Trim(), isName: false).Append('\n');
        }

        return text.ToString();
    }

    private static StringBuilder Escape(StringBuilder text, string part, bool isName)
    {
        foreach (var letter in part)
        {
            _ = letter switch
            {
                '\\' => text.Append(@"\\"),
                '\n' => text.Append(@"\n"),
                '\r' => text.Append(@"\r"),
                '\t' => text.Append(@"\t"),
                ' ' or ':' or '=' or '#' or '!' when isName => text.Append('\\').Append(letter),
                < ' ' or > '~' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
                _ => text.Append(letter),
            };
        }

        return text;
    }
}
