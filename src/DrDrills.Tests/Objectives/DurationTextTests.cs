using DrDrills.Objectives;
using NUnit.Framework;

namespace DrDrills.Tests.Objectives;

public sealed class DurationTextTests
{
    [TestCase("0", 0)]
    [TestCase("zero", 0)]
    [TestCase("Zero", 0)]
    [TestCase("90s", 90)]
    [TestCase("90 s", 90)]
    [TestCase(" 15 minutes ", 900)]
    [TestCase("1 minute", 60)]
    [TestCase("1h 30m", 5400)]
    [TestCase("1h30m", 5400)]
    [TestCase("1 hour 30 minutes", 5400)]
    [TestCase("1.5 h", 5400)]
    [TestCase("2 days", 172800)]
    [TestCase("24 hours", 86400)]
    [TestCase("500 ms", 0.5)]
    [TestCase("PT15M", 900)]
    [TestCase("P1DT1H", 90000)]
    public void A_duration_reads_as_people_write_it(string text, double seconds) =>
        Assert.That(DurationText.Parse(text).TotalSeconds, Is.EqualTo(seconds));

    [TestCase("")]
    [TestCase("15")]
    [TestCase("minutes")]
    [TestCase("15 parsecs")]
    [TestCase("-5 s")]
    [TestCase("-PT5S")]
    [TestCase("PT")]
    [TestCase("soon")]
    [TestCase("1h and 5m")]
    public void Text_that_is_no_duration_is_refused(string text) =>
        Assert.That(() => DurationText.Parse(text), Throws.TypeOf<FormatException>().With.Message.Contains("15 minutes"));

    [TestCase("99999999999999 days")]
    [TestCase("P99999999999D")]
    public void A_duration_out_of_range_is_refused_as_any_other(string text) =>
        Assert.That(() => DurationText.Parse(text), Throws.TypeOf<FormatException>());

    [TestCase(0, "0 s")]
    [TestCase(4.2, "4.2 s")]
    [TestCase(59.99, "59.99 s")]
    [TestCase(60, "1 min")]
    [TestCase(61, "1 min 1 s")]
    [TestCase(5400, "1 h 30 min")]
    [TestCase(86400, "1 d")]
    [TestCase(90000, "1 d 1 h")]
    public void A_duration_is_printed_with_at_most_two_units(double seconds, string text) =>
        Assert.That(DurationText.Format(TimeSpan.FromSeconds(seconds)), Is.EqualTo(text));

    [TestCase("4.2 s")]
    [TestCase("1 h 30 min")]
    [TestCase("1 d 1 h")]
    public void What_is_printed_reads_back(string text) =>
        Assert.That(DurationText.Format(DurationText.Parse(text)), Is.EqualTo(text));
}
