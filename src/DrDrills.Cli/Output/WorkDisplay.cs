using System.Collections.Concurrent;
using DrDrills.Drills;
using DrDrills.Reporting.Progress;

namespace DrDrills.Cli.Output;

/// <summary>Shows one piece of work that is no drill: what it is at, how far, how long.</summary>
internal static class WorkDisplay
{
    /// <summary>Does the work while showing its progress.</summary>
    /// <param name="context">The verb's.</param>
    /// <param name="name">What it is, in one word.</param>
    /// <param name="work">Told where to report to.</param>
    public static async Task<T> RunAsync<T>(VerbContext context, string name, Func<IProgress<StageProgress>, Task<T>> work)
    {
        var happened = new ConcurrentQueue<ProgressEvent>();
        var running = work(new Teller(happened, name, context.Time));
        await ProgressLoop.WatchAsync(context.Screen, context.Time, running, () => Drain(happened)).ConfigureAwait(false);
        return await running.ConfigureAwait(false);
    }

    /// <summary>Everything that a queue holds now.</summary>
    public static IReadOnlyList<ProgressEvent> Drain(ConcurrentQueue<ProgressEvent> happened)
    {
        var taken = new List<ProgressEvent>();
        while (happened.TryDequeue(out var progress))
        {
            taken.Add(progress);
        }

        return taken;
    }

    private sealed class Teller(ConcurrentQueue<ProgressEvent> happened, string name, TimeProvider time) : IProgress<StageProgress>
    {
        public void Report(StageProgress value) => happened.Enqueue(new ProgressEvent(time.GetUtcNow(), name, ProgressKind.Progress)
        {
            Stage = value.Subject ?? "working",
            Done = value.Done,
            Total = value.Total,
            Unit = value.Unit,
        });
    }
}
