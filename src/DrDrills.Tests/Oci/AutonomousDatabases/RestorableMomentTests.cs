using DrDrills.Oci.AutonomousDatabases;
using NUnit.Framework;

namespace DrDrills.Tests.Oci.AutonomousDatabases;

public sealed class RestorableMomentTests
{
    private static readonly DateTimeOffset _three = new(2026, 8, 1, 3, 0, 0, TimeSpan.Zero);

    [TestCase(0, -1)]
    [TestCase(1, 0)]
    [TestCase(999, 0)]
    [TestCase(1000, 0)]
    [TestCase(1001, 1)]
    public void The_moment_before_an_instant_is_the_last_whole_second_before_it(int milliseconds, int seconds) => Assert.That(
        RestorableMoment.Before(_three.AddMilliseconds(milliseconds), TimeSpan.FromSeconds(1)).At, Is.EqualTo(_three.AddSeconds(seconds)));

    [Test]
    public void A_moment_says_how_finely_it_could_be_chosen() => Assert.That(
        RestorableMoment.NotAfter(_three.AddSeconds(61), TimeSpan.FromMinutes(1)).ToString(),
        Is.EqualTo("2026-08-01T03:01:00Z (the service tells moments apart by 1 min)"));
}
