using System.Collections.Concurrent;

namespace DrDrills.PostgreSql.Digests;

/// <summary>Works through a list with several sessions at once; each takes the next item when it is free.</summary>
internal static class SessionCrew
{
    /// <summary>Runs <paramref name="work"/> once per item, in order of the list, each behind a savepoint that is undone.</summary>
    /// <remarks>A damaged table ends the connection that read it; its hand goes on with a new one.</remarks>
    /// <param name="open">Opens one more session; a snapshot that it refers to must be held by a session outside the crew.</param>
    /// <param name="items">What there is to do; put the longest first.</param>
    /// <param name="parallelism">Sessions at once, at least 1.</param>
    /// <param name="work">One item; an exception stops the others and comes out.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task WorkAsync<T>(
        Func<CancellationToken, Task<PinnedSession>> open,
        IReadOnlyCollection<T> items,
        int parallelism,
        Func<PinnedSession, T, CancellationToken, Task> work,
        CancellationToken cancellationToken)
    {
        var waiting = new ConcurrentQueue<T>(items);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var crew = Enumerable.Range(0, Math.Clamp(parallelism, 1, Math.Max(1, items.Count)))
            .Select(_ => StoppingTheOthersAsync(HandAsync, stop))
            .ToList();
        try
        {
            await Task.WhenAll(crew).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (crew.FirstOrDefault(hand => hand.IsFaulted) is { } failed)
        {
            // What made the others stop, rather than that they were stopped.
            await failed.ConfigureAwait(false);
        }

        async Task HandAsync()
        {
            PinnedSession? session = null;
            try
            {
                while (waiting.TryDequeue(out var item))
                {
                    session ??= await open(stop.Token).ConfigureAwait(false);
                    await session.SaveAsync(stop.Token).ConfigureAwait(false);
                    await work(session, item, stop.Token).ConfigureAwait(false);
                    if (session.IsBroken)
                    {
                        await session.DisposeAsync().ConfigureAwait(false);
                        session = null;
                    }
                    else
                    {
                        await session.UndoAsync(stop.Token).ConfigureAwait(false);
                    }
                }
            }
            finally
            {
                if (session is not null)
                {
                    await session.DisposeAsync().ConfigureAwait(false);
                }
            }
        }
    }

    private static async Task StoppingTheOthersAsync(Func<Task> work, CancellationTokenSource stop)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }
}
