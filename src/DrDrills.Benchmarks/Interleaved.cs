namespace DrDrills.Benchmarks;

/// <summary>Runs several sides in turn, round after round, so that what the machine does meanwhile meets all of them alike.</summary>
/// <param name="time">The clock.</param>
/// <param name="say">Told of every round.</param>
internal sealed class Interleaved(TimeProvider time, Action<string> say)
{
    /// <summary>Runs every side once per round; the first once more before that, uncounted, so that caches are warm for all.</summary>
    /// <param name="rounds">At least 1.</param>
    /// <param name="sides">Names and what they do; in this order in each round.</param>
    /// <param name="between">Run after each side, uncounted: what one of them leaves must not work beside the next. Null for nothing.</param>
    /// <returns>Seconds of each side, one per round.</returns>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<double>>> RunAsync(
        int rounds, IReadOnlyList<(string Name, Func<Task> Run)> sides, Func<Task>? between = null)
    {
        var seconds = sides.ToDictionary(side => side.Name, _ => (IReadOnlyList<double>)new List<double>());
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var (name, run) in sides.Where((_, place) => round > 0 || place == 0))
            {
                var began = time.GetTimestamp();
                await run().ConfigureAwait(false);
                var elapsed = time.GetElapsedTime(began).TotalSeconds;
                if (between is not null)
                {
                    await between().ConfigureAwait(false);
                }

                if (round > 0)
                {
                    ((List<double>)seconds[name]).Add(elapsed);
                    say(FormattableString.Invariant($"  round {round} of {rounds}: {name} {elapsed:0.00} s"));
                }
            }
        }

        return seconds;
    }

    /// <summary>The ratio of two sides in each round.</summary>
    public static IReadOnlyList<double> Ratios(IReadOnlyList<double> side, IReadOnlyList<double> peer) =>
        [.. side.Zip(peer, (ours, theirs) => ours / theirs)];
}
