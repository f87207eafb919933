using DrDrills.Errors;
using DrDrills.Objectives;

namespace DrDrills.Oci.Tenancy;

/// <summary>Waits for a resource to come to a state: bounded, and ended at once by a state that leads nowhere.</summary>
/// <remarks>
/// The SDK's own waiters go on at FAULTY until their time is over, end at the first 503, and take "not found" for an error while a resource
/// just made is not yet seen everywhere.
/// </remarks>
/// <param name="patience">How often and how long.</param>
/// <param name="clock">The clock of the pauses and the limit.</param>
public sealed class ResourceWait(OciPatience patience, TimeProvider clock)
{
    /// <summary>Failed looks in a row that a wait bears; each was repeated already.</summary>
    private const int FailuresInARow = 3;

    private static readonly string[] _deadEnds = 
        ["FAULTY", "FAILED", "RESTORE_FAILED", "INACCESSIBLE", "TERMINATED", "TERMINATING", "DELETED", "DELETING", "DETACHED", "DETACHING"];

    private static readonly string[] _gone = ["TERMINATED", "DELETED", "DETACHED"];

    /// <summary>Waits until a resource is in one of the states.</summary>
    /// <param name="resource">Which, for messages: <c>volume 'ocid1…'</c>.</param>
    /// <param name="look">Reads it.</param>
    /// <param name="stateOf">Its state, as read.</param>
    /// <param name="awaited">The states that end the wait well; at least one.</param>
    /// <param name="cancellationToken">Ends the wait early.</param>
    /// <param name="limit">The longest wait; null takes that of the patience.</param>
    /// <returns>The resource as last read.</returns>
    /// <exception cref="RestoreFailedException">It came to a state that leads nowhere, such as FAULTY (DR4012).</exception>
    /// <exception cref="TargetNotReadyException">The limit is over (DR4011).</exception>
    /// <exception cref="CloudCallFailedException">It could not be read, several times in a row, or is not there at all.</exception>
    public async Task<T> UntilAsync<T>(
        string resource,
        Func<CancellationToken, Task<T>> look,
        Func<T, Enum?> stateOf,
        IReadOnlyCollection<Enum> awaited,
        CancellationToken cancellationToken,
        TimeSpan? limit = null)
        where T : class
    {
        string[] wanted = [.. awaited.Select(NameOf)];
        var clockwork = new Looks(this, resource, string.Join(" or ", wanted), limit ?? patience.WaitLimit);
        while (true)
        {
            var (found, _) = await clockwork.LookAsync(look, mayBeGone: false, cancellationToken).ConfigureAwait(false);
            var state = found is null ? null : NameOf(stateOf(found));
            if (found is not null && wanted.Contains(state))
            {
                return found;
            }

            if (state is not null && _deadEnds.Contains(state))
            {
                throw new RestoreFailedException(
                    "DR4012",
                    resource,
                    $"{resource} came to the state {state}, from which it does not come to {clockwork.Awaited}.",
                    "look at the resource's work request in the console for the reason; was the backup that it was made from complete?");
            }

            await clockwork.PauseAsync(state, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until a resource is gone: not found any more, or in a final state.</summary>
    /// <inheritdoc cref="UntilAsync"/>
    /// <returns>How its absence was seen: <c>HTTP 404</c>, or the final state.</returns>
    public async Task<string> UntilGoneAsync<T>(
        string resource,
        Func<CancellationToken, Task<T>> look,
        Func<T, Enum?> stateOf,
        CancellationToken cancellationToken,
        TimeSpan? limit = null)
        where T : class
    {
        var clockwork = new Looks(this, resource, "gone", limit ?? patience.WaitLimit);
        while (true)
        {
            var (found, absent) = await clockwork.LookAsync(look, mayBeGone: true, cancellationToken).ConfigureAwait(false);
            var state = absent ? "HTTP 404" : found is null ? null : NameOf(stateOf(found));
            if (absent || _gone.Contains(state))
            {
                return state!;
            }

            await clockwork.PauseAsync(state, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>PendingDeletion is PENDING_DELETION: the SDK names its members otherwise than the service its states.</summary>
    private static string NameOf(Enum? state) => state is null
        ? "none"
        : string.Concat(state.ToString().Select((c, i) => i > 0 && char.IsAsciiLetterUpper(c) ? $"_{c}" : $"{char.ToUpperInvariant(c)}"));

    /// <summary>The looks of one wait.</summary>
    private sealed class Looks(ResourceWait wait, string resource, string awaited, TimeSpan limit)
    {
        private readonly long _begin = wait.Clock.GetTimestamp();
        private int _looks;
        private int _failures;
        private bool _seen;

        public string Awaited => awaited;

        private TimeSpan Elapsed => wait.Clock.GetElapsedTime(_begin);

        /// <summary>What was found; nothing, and not absent, where this look failed and another may succeed.</summary>
        public async Task<(T? Found, bool Absent)> LookAsync<T>(
            Func<CancellationToken, Task<T>> look, bool mayBeGone, CancellationToken cancellationToken)
            where T : class
        {
            try
            {
                var found = await look(cancellationToken).ConfigureAwait(false);
                _failures = 0;
                _seen = true;
                return (found, false);
            }
            catch (Exception failed) when (
                failed is CloudCallFailedException || (OciFailures.IsOfCall(failed) && !cancellationToken.IsCancellationRequested))
            {
                var failure = failed as CloudCallFailedException ?? OciFailures.Of(failed, "Get", resource);
                var notYetSeen = failure.IsNotFound && !_seen && Elapsed < wait.Patience.NotFoundGrace;
                if (failure.IsNotFound && mayBeGone)
                {
                    return (null, true);
                }

                return notYetSeen || (failure.IsTransient && ++_failures < FailuresInARow) ? (null, false) : throw failure;
            }
        }

        public async Task PauseAsync(string? state, CancellationToken cancellationToken)
        {
            if (Elapsed >= limit)
            {
                throw new TargetNotReadyException(
                    "DR4011",
                    resource,
                    $"{resource} did not come to {awaited} within {DurationText.Format(limit)}; the last state seen was {state ?? "none: it was not found"}.",
                    "look at the resource in the console; is the region slow today? The limit is a setting of the drill.");
            }

            await Task.Delay(wait.Patience.PollPause(_looks++), wait.Clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private OciPatience Patience => patience;

    private TimeProvider Clock => clock;
}
