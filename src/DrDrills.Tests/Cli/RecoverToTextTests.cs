using DrDrills.Cli.Options;
using DrDrills.PostgreSql.Backups.BaseBackup;
using NUnit.Framework;

namespace DrDrills.Tests.Cli;

public sealed class RecoverToTextTests
{
    [Test]
    public void A_damage_is_named_by_its_table_and_instant()
    {
        var target = RecoverToText.Parse("before-damage public.orders 2026-08-01T03:00:00Z");

        Assert.That((target.Kind, target.Table, target.Instant), Is.EqualTo(
            (RecoveryTargetKind.BeforeDamage, "public.orders", new DateTimeOffset(2026, 8, 1, 3, 0, 0, TimeSpan.Zero))));
    }

    [Test]
    public void The_servers_own_targets_are_read_too()
    {
        Assert.That(RecoverToText.Parse("latest"), Is.EqualTo(RecoveryTarget.Latest));
        Assert.That(RecoverToText.Parse("xid 745").Kind, Is.EqualTo(RecoveryTargetKind.Xid));
    }

    [TestCase("before-damage")]
    [TestCase("before-damage orders 2026-08-01T03:00:00Z")]
    [TestCase("before-damage public.orders")]
    [TestCase("before-damage public.orders 2026-08-01T03:00:00")]
    [TestCase("before-damage public.orders noonZ")]
    [TestCase("yesterday")]
    public void What_is_no_target_is_refused(string text)
    {
        Assert.That(() => RecoverToText.Parse(text), Throws.TypeOf<FormatException>());
    }
}
