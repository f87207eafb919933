using System.Globalization;
using DrDrills.Reporting.History;
using DrDrills.Testing;
using NUnit.Framework;

namespace DrDrills.Tests.Reporting.History;

public sealed class HistoryPictureTests
{
    [Test]
    public void One_point_is_no_curve() => Assert.That(Picture(Points(1)), Is.Null);

    [Test]
    public void Everything_lies_within_the_axes()
    {
        var points = Points(24);
        var (forecast, _) = Forecast.Of(points, 3600);

        var picture = Picture(points, 3600, forecast)!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(forecast, Is.Not.Null);
            Assert.That(picture.Dots.Select(dot => At(dot.X)), Is.Ordered.And.All.InRange(90, 860));
            Assert.That(picture.Dots.Select(dot => At(dot.Y)), Is.All.InRange(14, 190));
            Assert.That(At(picture.LimitY), Is.InRange(14, At(picture.Dots[^1].Y)));
            Assert.That(At(picture.BandX) + At(picture.BandWidth), Is.LessThanOrEqualTo(860.1));
            Assert.That(picture.Outlook, Is.Not.Empty);
            Assert.That(picture.Days.Select(day => day.Text), Is.Ordered.And.Unique);
        }
    }

    [Test]
    public void A_miss_that_is_far_away_takes_no_more_room_than_the_past()
    {
        var points = Points(12);
        var far = new Forecast(points[^1].At.AddYears(9), points[^1].At.AddYears(8), null, "by the same amount");

        var picture = Picture(points, 3600, far)!;

        Assert.That(picture.Outlook, Does.Match(" 860,"));
        Assert.That(At(picture.Dots[^1].X), Is.EqualTo(475).Within(1));
    }

    private static HistoryPicture? Picture(List<(DateTimeOffset, double)> points, double? limit = null, Forecast? forecast = null) =>
        HistoryPicture.Of("a", points, value => value.ToString("0", CultureInfo.InvariantCulture), limit, forecast);

    private static List<(DateTimeOffset At, double Seconds)> Points(int count) =>
        [.. Enumerable.Range(0, count).Select(month => (Samples.Incidence.AddDays(30 * month), 600.0 + (60 * month) + (month % 3)))];

    private static double At(string number) => double.Parse(number, CultureInfo.InvariantCulture);
}
