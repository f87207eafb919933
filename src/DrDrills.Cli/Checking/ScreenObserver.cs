using System.Collections.Concurrent;
using DrDrills.Cli.Output;
using DrDrills.Reporting.Progress;

namespace DrDrills.Cli.Checking;

/// <summary>Keeps what a drill tells until the screen has time for it.</summary>
/// <param name="drill">The drill's identity.</param>
/// <param name="time">Where instants come from.</param>
internal sealed class ScreenObserver(string drill, TimeProvider time) : ProgressObserver(drill, time)
{
    private readonly ConcurrentQueue<ProgressEvent> _happened = new();

    /// <summary>Everything told since the last call.</summary>
    public IReadOnlyList<ProgressEvent> Drain() => WorkDisplay.Drain(_happened);

    protected override void Tell(ProgressEvent progress) => _happened.Enqueue(progress);
}
