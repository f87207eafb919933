using DrDrills.PostgreSql.Backups.BaseBackup;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Backups.BaseBackup;

public sealed class RecoveryTargetTests
{
    [TestCase("time 2026-08-01T03:00:00Z", "recovery_target_time", "2026-08-01 03:00:00.000000+00")]
    [TestCase("time 2026-08-01 08:30:00.5+05:30", "recovery_target_time", "2026-08-01 03:00:00.500000+00")]
    [TestCase("lsn 16/b374d848", "recovery_target_lsn", "16/B374D848")]
    [TestCase("xid 745", "recovery_target_xid", "745")]
    [TestCase("immediate", "recovery_target", "immediate")]
    [TestCase("name before the migration", "recovery_target_name", "before the migration")]
    public void A_target_is_the_setting_of_the_server(string text, string setting, string value) =>
        Assert.That(RecoveryTarget.Parse(text).Settings, Is.EqualTo(new Dictionary<string, string> { [setting] = value }));

    [Test]
    public void The_end_of_the_log_needs_no_setting() => Assert.That(RecoveryTarget.Parse(" latest ").Settings, Is.Empty);

    [TestCase("latest timeline 2", "latest", 2)]
    [TestCase("name before  timeline 3", "name before", 3)]
    public void A_timeline_may_be_named_behind_a_target(string text, string target, int timeline)
    {
        var parsed = RecoveryTarget.Parse(text);

        Assert.That(parsed, Is.EqualTo(RecoveryTarget.Parse(target) with { Timeline = timeline }));
        Assert.That(parsed.ToString(), Is.EqualTo($"{target} timeline {timeline}"));
        Assert.That(RecoveryTarget.Latest.Timeline, Is.Null);
    }

    [TestCase("")]
    [TestCase("yesterday")]
    [TestCase("time yesterday")]
    [TestCase("time 2026-08-01T03:00:00")]
    [TestCase("lsn 745")]
    [TestCase("xid -1")]
    public void What_names_no_place_in_the_log_is_refused(string text) =>
        Assert.That(() => RecoveryTarget.Parse(text), Throws.TypeOf<FormatException>());
}
