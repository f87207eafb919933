using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups.BaseBackup;
using DrDrills.PostgreSql.Wal;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Backups.BaseBackup;

/// <summary>A server that says something else than what was asked of it.</summary>
public sealed class ReplayedToTests
{
    private const string StoppedAt7 =
        """
        2026-08-01 03:10:00.001 UTC [9] LOG:  recovery stopping before commit of transaction 7, time 2026-08-01 03:00:01.5+00
        2026-08-01 03:10:00.002 UTC [9] LOG:  redo done at 0/3000100 system usage: CPU: user: 0.00 s, system: 0.00 s, elapsed: 0.00 s
        2026-08-01 03:10:00.003 UTC [9] LOG:  last completed transaction was at log time 2026-08-01 03:00:00+00
        """;

    private static readonly DateTimeOffset At = new(2026, 8, 1, 3, 0, 0, TimeSpan.Zero);

    private static readonly WalRange Range = new(new DirectoryInfo("/"), 1, new Lsn(0x2000028), new Lsn(0x4000000), 16 << 20);

    [Test]
    public void A_stop_just_before_the_damage_loses_nothing()
    {
        var point = Before(7, At).Measure(ReplayReceipt.Parse(StoppedAt7), At);

        Assert.That(point.NothingLost, Is.True);
        Assert.That(point.Instant, Is.EqualTo(At));
        Assert.That(point.Lsn, Is.EqualTo(Lsn.Parse("0/3000100")));
    }

    [TestCase(8u, 0)]
    [TestCase(7u, 1)]
    public void A_stop_before_another_transaction_or_without_all_before_it_is_a_failure(uint xid, int secondsLater) => Assert.That(
        () => Before(xid, At.AddSeconds(secondsLater)).Measure(ReplayReceipt.Parse(StoppedAt7), At),
        Throws.TypeOf<RecoveryTargetUnreachableException>().With.Property("Code").EqualTo("DR2203")
            .And.Message.Contains("recovery stopping before commit of transaction 7"));

    [TestCase("0/2FFFFF0")]
    [TestCase("0/3000010")]
    public void An_end_of_the_log_that_was_not_reached_is_a_failure(string redoDone)
    {
        var receipt = ReplayReceipt.Parse($"2026-08-01 03:10:00.002 UTC [9] LOG:  redo done at {redoDone} system usage: CPU");
        var replayed = new ReplayedTo(RecoveryTarget.Latest, Range, null, [new WalTransaction(9, Lsn.Parse("0/3000020"), At, true)]);

        Assert.That(
            () => replayed.Measure(receipt, At),
            Throws.TypeOf<RecoveryTargetUnreachableException>().With.Property("Statement").Contains(redoDone));
    }

    private static ReplayedTo Before(uint xid, DateTimeOffset newest)
    {
        var last = new WalTransaction(6, Lsn.Parse("0/3000080"), newest, true);
        var damage = new DamageTransaction(xid, Lsn.Parse("0/3000100"), At.AddSeconds(1.5), DamageKind.Dropped, 0);
        return new ReplayedTo(RecoveryTarget.BeforeDamage("public.t", At), Range, new LocatedDamage(damage, last, last, []), [last]);
    }
}
