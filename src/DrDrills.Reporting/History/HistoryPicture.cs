using System.Globalization;

namespace DrDrills.Reporting.History;

/// <summary>One curve of figures over time: its points, a limit, where it is foretold to cross that, and the axes' words.</summary>
internal sealed record HistoryPicture
{
    /// <value>The whole picture, in its own units.</value>
    public const double Width = 900;

    private const double Left = 90;
    private const double Right = 860;
    private const double Top = 14;
    private const double Bottom = 190;

    public required string Caption { get; init; }

    public required string Line { get; init; }

    public required IReadOnlyList<HistoryDot> Dots { get; init; }

    public required IReadOnlyList<HistoryLabel> Scale { get; init; }

    public required IReadOnlyList<HistoryLabel> Days { get; init; }

    public required string LimitY { get; init; }

    public required string Outlook { get; init; }

    public required string BandX { get; init; }

    public required string BandWidth { get; init; }

    /// <summary>Draws a curve; null for fewer than two points, which are no curve.</summary>
    /// <param name="caption">What it shows.</param>
    /// <param name="points">Instants and figures, the oldest first.</param>
    /// <param name="words">A figure in words.</param>
    /// <param name="limit">The objective, or null.</param>
    /// <param name="forecast">When it is missed, or null.</param>
    public static HistoryPicture? Of(
        string caption,
        IReadOnlyList<(DateTimeOffset At, double Value)> points,
        Func<double, string> words,
        double? limit = null,
        Forecast? forecast = null)
    {
        if (points.Count < 2)
        {
            return null;
        }

        var first = points[0].At;
        var last = points[^1].At;
        // The future gets at most as much room as the past has.
        var end = forecast is null ? last : Earlier(forecast.Latest ?? forecast.MissedOn, last + (last - first));
        var span = Math.Max(1, (end - first).TotalSeconds);
        var top = Math.Max(points.Max(point => point.Value), Math.Max(limit ?? 0, double.Epsilon)) * 1.05;
        double X(DateTimeOffset at) => Left + ((Right - Left) * Math.Clamp((at - first).TotalSeconds / span, 0, 1));
        double Y(double value) => Bottom - ((Bottom - Top) * value / top);
        // The way from the last run to the miss, as far as the picture goes.
        string Toward(DateTimeOffset at, double value)
        {
            var part = at <= end || at <= last ? 1 : (end - last) / (at - last);
            return $"{Number(X(at))},{Number(Y(points[^1].Value + (part * (value - points[^1].Value))))}";
        }

        return new HistoryPicture
        {
            Caption = caption,
            Line = string.Join(' ', points.Select(point => $"{Number(X(point.At))},{Number(Y(point.Value))}")),
            Dots = [.. points.Select(point => new HistoryDot(Number(X(point.At)), Number(Y(point.Value)), $"{Day(point.At)}: {words(point.Value)}"))],
            Scale = [.. new[] { 0, top / 2, top }.Select(value => new HistoryLabel(Number(Y(value)), "end", words(value)))],
            Days =
            [
                new HistoryLabel(Number(Left), "start", Day(first)),
                .. last < end ? [new HistoryLabel(Number(X(last)), "middle", Day(last))] : Array.Empty<HistoryLabel>(),
                new HistoryLabel(Number(Right), "end", Day(end)),
            ],
            LimitY = limit is { } value ? Number(Y(value)) : "",
            Outlook = forecast is null || limit is null ? "" : $"{Number(X(last))},{Number(Y(points[^1].Value))} {Toward(forecast.MissedOn, limit.Value)}",
            BandX = forecast is not null && limit is not null ? Number(X(forecast.Earliest)) : "",
            BandWidth = forecast is null ? "" : Number(X(Earlier(forecast.Latest ?? end, end)) - X(forecast.Earliest)),
        };
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>One dot of a picture.</summary>
internal sealed record HistoryDot(string X, string Y, string Text);

/// <summary>Words at a place of an axis.</summary>
internal sealed record HistoryLabel(string At, string Anchor, string Text);
