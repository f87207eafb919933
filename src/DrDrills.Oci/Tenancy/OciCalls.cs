using DrDrills.Errors;

namespace DrDrills.Oci.Tenancy;

/// <summary>Makes calls of the OCI SDK: repeats what may be repeated, and says of the rest what failed on what.</summary>
/// <remarks>
/// The SDK repeats 409 IncorrectState, 429 and 5xx with a JSON body by the retry configuration that its clients are given. It does not repeat
/// where the connection fails or the body is a gateway's page; this does. So a call must be safe to make twice: a read, a deletion, or a
/// creation that carries a retry token.
/// </remarks>
/// <param name="patience">How often and how long.</param>
/// <param name="clock">The clock of the pauses.</param>
public sealed class OciCalls(OciPatience patience, TimeProvider clock)
{
    /// <summary>Makes one call.</summary>
    /// <param name="operation">What is called, as the API reference names it: <c>CreateVolume</c>.</param>
    /// <param name="subject">On what: <c>volume 'ocid1…'</c>.</param>
    /// <param name="call">The call; must give the token on, and be safe to make twice.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="CloudCallFailedException">It was refused, or not answered after all repetitions.</exception>
    public async Task<T> AskAsync<T>(
        string operation, string subject, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        var begin = clock.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                // The SDK gives up waiting on a token only between attempts of its own.
                return await call(cancellationToken).WaitAsync(patience.RetryLimit, clock, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception failed) when (OciFailures.IsOfCall(failed))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var failure = OciFailures.Of(failed, operation, subject);
                var repeatable = failure is { IsTransient: true, Status: null } && attempt <= patience.Retries;
                if (!repeatable || clock.GetElapsedTime(begin) >= patience.RetryLimit)
                {
                    throw failure;
                }

                await Task.Delay(patience.RetryPause(attempt), clock, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Makes one call on something that may not be there.</summary>
    /// <returns>The answer; null where the service says "not found".</returns>
    /// <exception cref="CloudCallFailedException">It was refused otherwise, or not answered after all repetitions.</exception>
    public async Task<T?> AskForAsync<T>(
        string operation, string subject, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await AskAsync(operation, subject, call, cancellationToken).ConfigureAwait(false);
        }
        catch (CloudCallFailedException failure) when (failure.IsNotFound)
        {
            return null;
        }
    }

    /// <summary>Begins the end of something: its deletion, termination or detachment. Something that is gone, or ending already, is no failure.</summary>
    /// <remarks>
    /// The answer to an attempt may be lost, or be an error though the work has begun. The service refuses the next attempt with 409 then, which says
    /// nothing by itself: only the state does.
    /// </remarks>
    /// <param name="operation">What is called, as the API reference names it: <c>DeleteVolume</c>.</param>
    /// <param name="subject">On what: <c>volume 'ocid1…'</c>.</param>
    /// <param name="call">The call; must give the token on.</param>
    /// <param name="isEnding">Whether it is ending or gone, by its state now.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="CloudCallFailedException">It was refused and does not end, or not answered after all repetitions.</exception>
    public async Task EndAsync<T>(
        string operation,
        string subject,
        Func<CancellationToken, Task<T>> call,
        Func<CancellationToken, Task<bool>> isEnding,
        CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            await AskForAsync(operation, subject, call, cancellationToken).ConfigureAwait(false);
        }
        catch (CloudCallFailedException refused) when (refused.Status == 409)
        {
            if (!await IsSoAsync().ConfigureAwait(false))
            {
                throw;
            }
        }

        async Task<bool> IsSoAsync()
        {
            try
            {
                return await AskAsync($"{operation}, then its state,", subject, isEnding, cancellationToken).ConfigureAwait(false);
            }
            catch (CloudCallFailedException failure) when (failure.IsNotFound)
            {
                return true;
            }
        }
    }

    /// <summary>Reads a list to its last page.</summary>
    /// <param name="operation">What is called, as the API reference names it: <c>ListVolumes</c>.</param>
    /// <param name="subject">Of what: <c>compartment 'ocid1…'</c>.</param>
    /// <param name="page">Asks for one page, by the token of the page before; null for the first.</param>
    /// <param name="content">What a page holds, and the token of the next page; null or empty for the last.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="CloudCallFailedException">It was refused, or not answered after all repetitions.</exception>
    public async Task<IReadOnlyList<TItem>> ListAsync<TPage, TItem>(
        string operation,
        string subject,
        Func<string?, CancellationToken, Task<TPage>> page,
        Func<TPage, (IEnumerable<TItem> Items, string? Next)> content,
        CancellationToken cancellationToken)
    {
        var all = new List<TItem>();
        string? next = null;
        do
        {
            var token = next;
            var answer = await AskAsync(operation, subject, ct => page(token, ct), cancellationToken).ConfigureAwait(false);
            (var items, next) = content(answer);
            all.AddRange(items);
        }
        while (!string.IsNullOrEmpty(next));
        return all;
    }
}
