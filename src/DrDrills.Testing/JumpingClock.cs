using Microsoft.Extensions.Time.Testing;

namespace DrDrills.Testing;

/// <summary>A fake clock whose wall time can jump (time synchronisation, a paused virtual machine) while its time stamps go on.</summary>
/// <remarks><see cref="FakeTimeProvider"/> makes its time stamps of its wall time, so that it cannot tell the two apart.</remarks>
/// <param name="start">Wall time at the start, UTC.</param>
public sealed class JumpingClock(DateTimeOffset start) : TimeProvider
{
    private readonly FakeTimeProvider _steady = new(start);
    private TimeSpan _jumped;

    public override long TimestampFrequency => _steady.TimestampFrequency;

    /// <summary>Time passes, on both clocks.</summary>
    public void Advance(TimeSpan span) => _steady.Advance(span);

    /// <summary>The wall time alone jumps; negative jumps back.</summary>
    public void Jump(TimeSpan span) => _jumped += span;

    public override DateTimeOffset GetUtcNow() => _steady.GetUtcNow() + _jumped;

    public override long GetTimestamp() => _steady.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        _steady.CreateTimer(callback, state, dueTime, period);
}
