using System.Text.RegularExpressions;

namespace DrDrills.Reporting.Summary;

/// <summary>Figures as pages show them.</summary>
internal static partial class FigureText
{
    /// <summary>A figure and its unit stay on one line.</summary>
    public static string Together(string figures) => FigureAndUnit().Replace(figures, "\u00A0");

    [GeneratedRegex(@"(?<=\d) (?=[A-Za-zµ]{1,3}\b)")]
    private static partial Regex FigureAndUnit();
}
