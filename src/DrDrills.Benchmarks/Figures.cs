using System.Globalization;

namespace DrDrills.Benchmarks;

/// <summary>Numbers of the benchmarks.</summary>
internal static class Figures
{
    /// <summary>Reads a number as it is written in this project: with a point.</summary>
    public static double Parse(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>The middle one, or the mean of the middle two.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static double Median(IEnumerable<double> figures)
    {
        var sorted = figures.Order().ToList();
        return sorted.Count == 0
            ? throw new ArgumentException("The median of nothing was asked for.", nameof(figures))
            : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
