using DrDrills.Objectives;
using DrDrills.Reporting.Progress;
using Spectre.Console;

namespace DrDrills.Cli.Output;

/// <summary>A line for every running drill, redrawn in place; drills that ended stay above.</summary>
internal sealed class LiveProgress(Screen screen, TimeProvider time, LiveDisplayContext display) : IProgressDisplay
{
    private readonly Dictionary<string, Running> _running = new(StringComparer.Ordinal);
    private readonly long _began = time.GetTimestamp();

    public void Show(ProgressEvent progress)
    {
        switch (progress.Event)
        {
            case ProgressKind.DrillEnded:
                _running.Remove(progress.Drill);
                Keep(progress);
                break;
            case ProgressKind.StageEnded or ProgressKind.VerificationEnded or ProgressKind.DrillBegan:
                _running.TryAdd(progress.Drill, new Running(time.GetTimestamp(), "", time.GetTimestamp()));
                break;
            default:
                var known = _running.GetValueOrDefault(progress.Drill) ?? new Running(time.GetTimestamp(), "", time.GetTimestamp());
                var since = progress.Event == ProgressKind.StageBegan ? time.GetTimestamp() : known.StageBegan;
                _running[progress.Drill] = known with { Moment = ProgressText.MomentOf(progress), StageBegan = since };
                break;
        }
    }

    public void Tick()
    {
        var lines = _running.Select(drill =>
            $"[blue]●[/] {Markup.Escape(drill.Key)} [grey]{Elapsed(drill.Value.DrillBegan)}[/]  " +
            $"{Markup.Escape(drill.Value.Moment)} [grey]{Elapsed(drill.Value.StageBegan)}[/]");
        display.UpdateTarget(new Markup(
            $"[grey]{Elapsed(_began)} elapsed[/]\n{(_running.Count == 0 ? "[grey]starting …[/]" : string.Join('\n', lines))}"));
    }

    private void Keep(ProgressEvent progress)
    {
        display.UpdateTarget(Text.Empty); // Or the end of a longer live line stays behind the one that is kept.
        var good = progress.NegativeControl == true ? progress.Verdict == "failed" : progress.Verdict == "passed";
        screen.Console.MarkupLine($"{(good ? "[green]✔[/]" : "[red]✘[/]")} {Markup.Escape(ProgressText.LineOf(progress) ?? "")}");
    }

    private string Elapsed(long since) => DurationText.Format(TimeSpan.FromSeconds(Math.Round(time.GetElapsedTime(since).TotalSeconds, 1)));

    private sealed record Running(long DrillBegan, string Moment, long StageBegan);
}
