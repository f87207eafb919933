using DrDrills.Reporting.Progress;
using Spectre.Console;

namespace DrDrills.Cli.Output;

/// <summary>Shows what a source of events has, until the work behind it is done.</summary>
internal static class ProgressLoop
{
    private static readonly TimeSpan _pace = TimeSpan.FromMilliseconds(200);

    /// <summary>Waits for the work, showing progress meanwhile. Bounded by the work itself.</summary>
    /// <param name="screen">Where to show it.</param>
    /// <param name="time">Its clock.</param>
    /// <param name="work">What is waited for; its exception is left to the caller.</param>
    /// <param name="readNew">Everything that happened since the last call.</param>
    public static async Task WatchAsync(Screen screen, TimeProvider time, Task work, Func<IReadOnlyList<ProgressEvent>> readNew)
    {
        if (!screen.IsTerminal)
        {
            await LoopAsync(new PlainProgress(screen, time), time, work, readNew).ConfigureAwait(false);
            return;
        }

        await screen.Console.Live(new Text("starting …")).AutoClear(true).StartAsync(
            display => LoopAsync(new LiveProgress(screen, time, display), time, work, readNew)).ConfigureAwait(false);
    }

    private static async Task LoopAsync(
        IProgressDisplay display, TimeProvider time, Task work, Func<IReadOnlyList<ProgressEvent>> readNew)
    {
        bool done;
        do
        {
            done = work.IsCompleted; // Read before the events, so that those written last are shown too.
            foreach (var progress in readNew())
            {
                display.Show(progress);
            }

            display.Tick();
            if (!done)
            {
                await Task.WhenAny(work, Task.Delay(_pace, time, CancellationToken.None)).ConfigureAwait(false);
            }
        }
        while (!done);
    }
}
