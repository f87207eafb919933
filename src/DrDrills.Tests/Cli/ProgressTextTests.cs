using DrDrills.Cli.Output;
using DrDrills.Reporting.Progress;
using NUnit.Framework;

namespace DrDrills.Tests.Cli;

public sealed class ProgressTextTests
{
    [Test]
    public void What_ended_is_a_line()
    {
        var ended = Event(ProgressKind.StageEnded) with { Stage = "restore", Verdict = "completed", Seconds = 2.5, Detail = "9 tables" };

        Assert.That(ProgressText.LineOf(ended), Is.EqualTo("d: restore completed in 2.5 s: 9 tables"));
    }

    [Test]
    public void A_negative_control_says_that_it_is_one()
    {
        var ended = Event(ProgressKind.DrillEnded) with { Verdict = "failed", NegativeControl = true, Detail = "DRF203\nfile" };

        Assert.That(ProgressText.LineOf(ended), Is.EqualTo("d: failed (negative control): DRF203 file"));
    }

    [Test]
    public void What_was_not_come_to_is_no_line()
    {
        Assert.That(ProgressText.LineOf(Event(ProgressKind.StageEnded) with { Stage = "ready", Verdict = "skipped", Seconds = 0 }), Is.Null);
        Assert.That(ProgressText.LineOf(Event(ProgressKind.VerificationEnded) with { Verdict = "inconclusive", Seconds = 0 }), Is.Null);
        Assert.That(ProgressText.LineOf(Event(ProgressKind.VerificationEnded) with { Verdict = "inconclusive", Seconds = 0.1 }), Is.Not.Null);
    }

    [TestCase("bytes", "fetch, 1 MiB of 4 MiB")]
    [TestCase("rows", "fetch, 1,048,576 of 4,194,304 rows")]
    public void Amounts_carry_their_units(string unit, string expected)
    {
        var moment = Event(ProgressKind.Progress) with { Stage = "fetch", Done = 1 << 20, Total = 1 << 22, Unit = unit };

        Assert.That(ProgressText.MomentOf(moment), Is.EqualTo(expected));
    }

    private static ProgressEvent Event(ProgressKind kind) => new(DateTimeOffset.UnixEpoch, "d", kind);
}
