using DrDrills.Testing;
using DrDrills.Verification;
using NUnit.Framework;

namespace DrDrills.Tests.Verification;

public sealed class VerificationAnswerTests
{
    [Test]
    public void Nothing_found_is_passed() =>
        Assert.That(VerificationAnswer.Looked("3 tables", []).Verdict, Is.EqualTo(Verdict.Passed));

    [Test]
    public void A_note_does_not_change_the_verdict() => Assert.That(
        VerificationAnswer.Looked("3 tables", [Samples.Finding(severity: FindingSeverity.Note)]).Verdict, Is.EqualTo(Verdict.Passed));

    [Test]
    public void An_error_is_failed() =>
        Assert.That(VerificationAnswer.Looked("3 tables", [Samples.Finding()]).Verdict, Is.EqualTo(Verdict.Failed));

    [Test]
    public void What_could_not_be_asked_is_inconclusive() =>
        Assert.That(VerificationAnswer.CouldNotAsk("no extension").Verdict, Is.EqualTo(Verdict.Inconclusive));

    [Test]
    public void An_error_seen_before_the_asking_ended_is_still_failed() => Assert.That(
        VerificationAnswer.CouldNotAsk("connection lost", "1 of 3 tables", [Samples.Finding()]).Verdict, Is.EqualTo(Verdict.Failed));

    [Test]
    public void A_note_does_not_make_an_unasked_question_conclusive() => Assert.That(
        VerificationAnswer.CouldNotAsk("lost", "1 of 3", [Samples.Finding(severity: FindingSeverity.Note)]).Verdict,
        Is.EqualTo(Verdict.Inconclusive));
}
