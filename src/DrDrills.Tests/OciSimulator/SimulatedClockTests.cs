using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using OciSimulator.State;

namespace DrDrills.Tests.OciSimulator;

public sealed class SimulatedClockTests
{
    private static readonly DateTimeOffset _start = new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task It_goes_with_the_real_time_ahead_by_what_it_was_advanced()
    {
        var real = new FakeTimeProvider(_start);
        using var clock = new SimulatedClock(real);

        await clock.AdvanceAsync(TimeSpan.FromDays(60), CancellationToken.None);
        real.Advance(TimeSpan.FromHours(1));

        Assert.That(clock.GetUtcNow(), Is.EqualTo(_start.AddDays(60).AddHours(1)));
    }

    [Test]
    public async Task What_falls_due_is_run_with_the_instants_between_which_it_did()
    {
        using var clock = new SimulatedClock(new FakeTimeProvider(_start));
        var backups = new List<DateTimeOffset>();
        clock.OnAdvance((from, to, _) =>
        {
            for (var midnight = from.AddDays(1); midnight <= to; midnight = midnight.AddDays(1))
            {
                backups.Add(midnight);
            }

            return Task.CompletedTask;
        });

        await clock.AdvanceAsync(TimeSpan.FromDays(3), CancellationToken.None);

        Assert.That(backups, Is.EqualTo(new[] { _start.AddDays(1), _start.AddDays(2), _start.AddDays(3) }));
    }

    [Test]
    public void It_does_not_go_back()
    {
        using var clock = new SimulatedClock(TimeProvider.System);

        Assert.That(() => clock.AdvanceAsync(TimeSpan.FromSeconds(-1), CancellationToken.None), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
