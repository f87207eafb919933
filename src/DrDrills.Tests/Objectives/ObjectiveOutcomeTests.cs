using DrDrills.Objectives;
using NUnit.Framework;

namespace DrDrills.Tests.Objectives;

public sealed class ObjectiveOutcomeTests
{
    [TestCase(10, 9, ObjectiveState.Met)]
    [TestCase(10, 10, ObjectiveState.Met)]
    [TestCase(10, 11, ObjectiveState.Missed)]
    [TestCase(0, 0, ObjectiveState.Met)]
    [TestCase(10, null, ObjectiveState.NotMeasured)]
    [TestCase(null, 9, ObjectiveState.NotSet)]
    [TestCase(null, null, ObjectiveState.NotSet)]
    public void A_measurement_stands_to_its_promise(int? limit, int? measured, ObjectiveState state) => Assert.That(
        ObjectiveOutcome.Of("recovery time", Seconds(limit), Seconds(measured), "clock").State, Is.EqualTo(state));

    [Test]
    public void One_tick_over_the_limit_is_missed() => Assert.That(
        ObjectiveOutcome.Of("recovery time", TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10) + TimeSpan.FromTicks(1), "").State,
        Is.EqualTo(ObjectiveState.Missed));

    [TestCase(3600, 4, "recovery time 4 s, objective 1 h: met")]
    [TestCase(3600, null, "recovery time not measured, objective 1 h: not measured")]
    [TestCase(null, 4, "recovery time 4 s, objective not set: not set")]
    [TestCase(1, 4, "recovery time 4 s, objective 1 s: missed")]
    public void An_outcome_reads_as_one_clause(int? limit, int? measured, string text) => Assert.That(
        ObjectiveOutcome.Of("recovery time", Seconds(limit), Seconds(measured), "").ToString(), Is.EqualTo(text));

    private static TimeSpan? Seconds(int? seconds) => seconds is { } s ? TimeSpan.FromSeconds(s) : null;
}
