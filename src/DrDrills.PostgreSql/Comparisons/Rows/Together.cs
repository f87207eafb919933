namespace DrDrills.PostgreSql.Comparisons.Rows;

/// <summary>Does several things at once, of which none is worth anything without the others.</summary>
internal static class Together
{
    /// <summary>Runs all; the first that fails stops the others, and its exception comes out.</summary>
    public static async Task RunAsync(CancellationToken cancellationToken, params Func<CancellationToken, Task>[] works)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = works.Select(work => StoppingTheOthersAsync(work, stop)).ToList();
        try
        {
            await Task.WhenAll(running).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (running.Find(work => work.IsFaulted) is { } failed)
        {
            // What made the others stop, rather than that they were stopped.
            await failed.ConfigureAwait(false);
        }
    }

    private static async Task StoppingTheOthersAsync(Func<CancellationToken, Task> work, CancellationTokenSource stop)
    {
        try
        {
            await work(stop.Token).ConfigureAwait(false);
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }
}
