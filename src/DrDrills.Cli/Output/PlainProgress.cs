using DrDrills.Objectives;
using DrDrills.Reporting.Progress;

namespace DrDrills.Cli.Output;

/// <summary>One line for everything that ended, and a sign of life when nothing ends for a while.</summary>
internal sealed class PlainProgress(Screen screen, TimeProvider time) : IProgressDisplay
{
    private static readonly TimeSpan _silence = TimeSpan.FromSeconds(15);
    private readonly long _began = time.GetTimestamp();
    private long _lastLine = time.GetTimestamp();
    private string _moment = "starting";

    public void Show(ProgressEvent progress)
    {
        if (ProgressText.LineOf(progress) is { } line)
        {
            Say(line);
        }
        else
        {
            _moment = $"{progress.Drill}: {ProgressText.MomentOf(progress)}";
        }
    }

    public void Tick()
    {
        if (time.GetElapsedTime(_lastLine) >= _silence)
        {
            Say($"still at it, {_moment}");
        }
    }

    private void Say(string line)
    {
        _lastLine = time.GetTimestamp();
        screen.Say($"[{DurationText.Format(TimeSpan.FromSeconds(Math.Round(time.GetElapsedTime(_began).TotalSeconds, 1))),8}] {line}");
    }
}
