using Microsoft.Extensions.Time.Testing;

namespace DrDrills.Testing;

/// <summary>A fake clock on which every pause is over at once: the clock leaps to its end. However busy the machine is, no more time passes.</summary>
public sealed class LeapingClock : TimeProvider
{
    private readonly FakeTimeProvider _steady = new();

    public override long TimestampFrequency => _steady.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _steady.GetUtcNow();

    public override long GetTimestamp() => _steady.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = _steady.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero)
        {
            _steady.Advance(dueTime);
        }

        return timer;
    }
}
