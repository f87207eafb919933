using DrDrills.Errors;
using DrDrills.Oci.AutonomousDatabases;
using NUnit.Framework;

namespace DrDrills.Tests.Oci.AutonomousDatabases;

public sealed class RecoveredPointTests
{
    private static readonly DateTimeOffset _moment = new(2026, 8, 1, 3, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task The_moment_that_was_asked_for_is_the_point_and_the_newest_record_its_receipt()
    {
        var point = await MeasureAsync(_moment, _moment.UtcDateTime.AddMinutes(-3));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(point!.Instant, Is.EqualTo(_moment));
            Assert.That(point.NothingLost, Is.False);
            Assert.That(point.Method, Does.Contain("newest record is of 2026-08-01T02:57:00.000000Z"));
        }
    }

    [Test]
    public async Task Where_the_service_chose_the_newest_record_is_the_point() =>
        Assert.That((await MeasureAsync(null, _moment.UtcDateTime.AddMinutes(-3)))!.Instant, Is.EqualTo(_moment.AddMinutes(-3)));

    [Test]
    public void A_record_newer_than_the_moment_is_refused() => Assert.That(
        () => MeasureAsync(_moment, _moment.UtcDateTime.AddSeconds(1)),
        Throws.TypeOf<RecoveryTargetUnreachableException>().With.Property("Code").EqualTo("DR4304"));

    [Test]
    public void An_answer_that_is_no_instant_is_refused() => Assert.That(
        () => MeasureAsync(_moment, 42L), Throws.TypeOf<VerificationImpossibleException>().With.Property("Code").EqualTo("DR4305"));

    [Test]
    public async Task Without_moment_and_query_nothing_is_measured() => Assert.That(
        await RecoveredPoint.MeasureAsync(new ScriptedDatabase(_ => throw new InvalidOperationException()), null, "the end", null, CancellationToken.None),
        Is.Null);

    private static Task<DrDrills.Drills.RecoveryPoint?> MeasureAsync(DateTimeOffset? moment, object newest) => RecoveredPoint.MeasureAsync(
        new ScriptedDatabase(_ => ScriptedDatabase.Row(newest)), moment, "the moment", "SELECT max(placed_at)", CancellationToken.None);
}
