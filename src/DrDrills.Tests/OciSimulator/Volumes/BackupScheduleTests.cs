using NUnit.Framework;
using OciSimulator.Volumes;

namespace DrDrills.Tests.OciSimulator.Volumes;

public sealed class BackupScheduleTests
{
    /// <summary>A Saturday.</summary>
    private static readonly DateTimeOffset _from = new(2026, 8, 1, 5, 0, 0, TimeSpan.Zero);

    [TestCase("ONE_HOUR", 24)]
    [TestCase("ONE_DAY", 1)]
    [TestCase("ONE_WEEK", 0)]
    [TestCase("ONE_MONTH", 0)]
    [TestCase("ONE_YEAR", 0)]
    public void What_is_due_within_a_day_depends_on_the_period(string period, int due) => Assert.That(
        new BackupSchedule("FULL", period, 1) { HourOfDay = 4 }.DueWithin(_from, _from.AddDays(1)).Count(), Is.EqualTo(due));

    [Test]
    public void A_structured_offset_names_the_hour_the_day_and_the_month()
    {
        var weekly = new BackupSchedule("FULL", "ONE_WEEK", 1) { DayOfWeek = "WEDNESDAY", HourOfDay = 22 };
        var yearly = new BackupSchedule("FULL", "ONE_YEAR", 1) { Month = "MARCH", DayOfMonth = 5, HourOfDay = 1 };

        using (Assert.EnterMultipleScope())
        {
            Assert.That(weekly.DueWithin(_from, _from.AddDays(7)), Is.EqualTo([new DateTimeOffset(2026, 8, 5, 22, 0, 0, TimeSpan.Zero)]));
            Assert.That(yearly.DueWithin(_from, _from.AddYears(1)), Is.EqualTo([new DateTimeOffset(2027, 3, 5, 1, 0, 0, TimeSpan.Zero)]));
        }
    }

    [Test]
    public void An_offset_in_seconds_counts_from_the_beginning_of_the_period() => Assert.That(
        new BackupSchedule("FULL", "ONE_DAY", 1) { OffsetType = "NUMERIC_SECONDS", OffsetSeconds = 5400 }.DueWithin(_from, _from.AddDays(1)),
        Is.EqualTo([new DateTimeOffset(2026, 8, 2, 1, 30, 0, TimeSpan.Zero)]));
}
