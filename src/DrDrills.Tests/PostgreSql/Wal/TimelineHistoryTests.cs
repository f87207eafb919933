using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.PostgreSql.Wal;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Wal;

/// <summary>Timeline 3 left timeline 2 in segment 7, which had left timeline 1 in segment 5.</summary>
public sealed class TimelineHistoryTests
{
    private const long Size = 16 << 20;

    private const string Text = "1\t0/5000180\tno recovery target specified\n\n2\t0/7000000\tbefore 2026-08-01 03:00:00+00\n";

    private static TimelineHistory History => TimelineHistory.Parse(3, Text);

    [TestCase("0/4000000", "000000010000000000000004")]
    [TestCase("0/5000000", "000000020000000000000005")]
    [TestCase("0/6FFFFFF", "000000020000000000000006")]
    [TestCase("0/7000000", "000000030000000000000007")]
    [TestCase("0/9000000", "000000030000000000000009")]
    public void A_segment_is_read_from_the_newest_timeline_that_had_begun_by_then(string position, string name) =>
        Assert.That(History.SegmentAt(Lsn.Parse(position), Size).FileName, Is.EqualTo(name));

    [TestCase(1, "0/5000180", true)]
    [TestCase(1, "0/5000181", false)]
    [TestCase(2, "0/6000000", true)]
    [TestCase(3, "0/9000000", true)]
    [TestCase(4, "0/4000000", false)]
    public void A_backup_leads_to_a_timeline_where_it_ended_before_the_switch(int timeline, string end, bool reaches) =>
        Assert.That(History.Reaches(timeline, Lsn.Parse(end)), Is.EqualTo(reaches));

    [TestCase("00000003.history", 3)]
    [TestCase("0000001A.history.gz", 26)]
    [TestCase("000000010000000000000004", null)]
    [TestCase("notes.history", null)]
    public void A_history_is_told_by_its_name(string name, int? timeline) => Assert.That(TimelineHistory.TimelineOf(name), Is.EqualTo(timeline));

    [Test]
    public void What_is_no_history_is_refused_by_its_name() => Assert.That(
        () => TimelineHistory.Parse(3, "one\tfar\taway\n"),
        Throws.TypeOf<RecoveryTargetUnreachableException>().With.Property("Code").EqualTo("DR2211").And.Message.Contains("00000003.history"));
}
