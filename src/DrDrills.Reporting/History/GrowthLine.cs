namespace DrDrills.Reporting.History;

/// <summary>A least-squares line through figures over days, plain or of their logarithms, with the band that holds it.</summary>
internal sealed class GrowthLine
{
    private readonly bool _logarithmic;
    private readonly double _slope;
    private readonly double _level;
    private readonly double _mean;
    private readonly double _spread;
    private readonly double _deviation;
    private readonly double _quantile;
    private readonly int _count;

    private GrowthLine(double[] days, double[] values, bool logarithmic)
    {
        _logarithmic = logarithmic;
        _count = days.Length;
        var y = values.Select(value => logarithmic ? Math.Log(Math.Max(value, 1e-6)) : value).ToArray();
        _mean = days.Average();
        _level = y.Average();
        _spread = days.Sum(day => (day - _mean) * (day - _mean));
        _slope = days.Zip(y, (day, value) => (day - _mean) * (value - _level)).Sum() / _spread;
        var residual = days.Zip(y, (day, value) => value - Line(day)).Sum(error => error * error);
        _deviation = Math.Sqrt(residual / (_count - 2));
        _quantile = Quantile(_count - 2);
        Error = days.Zip(values, (day, value) => value - (logarithmic ? Math.Exp(Line(day)) : Line(day))).Sum(error => error * error);
    }

    /// <summary>Sum of squared errors, in the figures' own unit.</summary>
    public double Error { get; }

    /// <summary>Whether the slope is above zero beyond the noise (95 %).</summary>
    public bool Grows => _slope > _quantile * _deviation / Math.Sqrt(_spread);

    public static GrowthLine Fit(double[] days, double[] values, bool logarithmic) => new(days, values, logarithmic);

    /// <summary>The day on which the line reaches a value.</summary>
    public double Crossing(double value) => _mean + ((Scaled(value) - _level) / _slope);

    /// <summary>The days on which the upper and the lower edge of the 95 % band of single runs reach a value; no latest one where the lower edge never does.</summary>
    public (double Earliest, double? Latest) Bounds(double value, double horizon)
    {
        var target = Scaled(value);
        double? First(int side)
        {
            for (double day = 0; day <= 2 * horizon; day++)
            {
                var distance = day - _mean;
                var band = _quantile * _deviation * Math.Sqrt(1 + (1.0 / _count) + (distance * distance / _spread));
                if (Line(day) + (side * band) >= target)
                {
                    return day;
                }
            }

            return null;
        }

        return (First(1) ?? Crossing(value), First(-1));
    }

    private double Line(double day) => _level + (_slope * (day - _mean));

    private double Scaled(double value) => _logarithmic ? Math.Log(value) : value;

    /// <summary>97.5 % quantile of Student's t, by the expansion in 1/df (Abramowitz and Stegun, 26.7.5).</summary>
    private static double Quantile(int degrees)
    {
        const double Z = 1.959964;
        double df = degrees;
        return Z
            + ((Math.Pow(Z, 3) + Z) / (4 * df))
            + (((5 * Math.Pow(Z, 5)) + (16 * Math.Pow(Z, 3)) + (3 * Z)) / (96 * df * df))
            + (((3 * Math.Pow(Z, 7)) + (19 * Math.Pow(Z, 5)) + (17 * Math.Pow(Z, 3)) - (15 * Z)) / (384 * df * df * df));
    }
}
