using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using OciSimulator.Databases;
using OciSimulator.State;

namespace DrDrills.Tests.OciSimulator.Databases;

public sealed class ClockHistoryTests
{
    private static readonly DateTimeOffset _noon = new(2026, 8, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly FileInfo _file = new(Path.Combine(Path.GetTempPath(), $"drdrills-clock-{Guid.NewGuid():N}.json"));

    [TearDown]
    public void Remove() => _file.Delete();

    [TestCase("11:00", "11:00", TestName = "Before a jump both times are one")]
    [TestCase("12:00", "12:00", TestName = "A jump begins at its moment")]
    [TestCase("18:00", "12:00", TestName = "What is jumped over is the moment of the jump")]
    [TestCase("23:00", "13:00", TestName = "After it the simulated time is ahead")]
    public void Simulated_moments_have_their_real_ones(string simulated, string real)
    {
        using var clock = new SimulatedClock(new FakeTimeProvider(_noon));
        var history = new ClockHistory(_file, clock);

        history.Jumped(_noon, _noon.AddHours(10));

        Assert.That(history.Real(At(simulated)), Is.EqualTo(At(real)));
        Assert.That(new ClockHistory(_file, clock).Real(At(simulated)), Is.EqualTo(At(real)), "it outlives the process");
    }

    private static DateTimeOffset At(string time) => _noon.Date + TimeSpan.Parse(time, System.Globalization.CultureInfo.InvariantCulture);
}
