using DrDrills.Errors;
using DrDrills.Verification;

namespace DrDrills.Drills;

/// <summary>Asks every verification of a plan once, at its moment, and keeps all outcomes; none is ever silently absent.</summary>
/// <remarks>
/// Neighbours in the plan that may go beside each other do, as many at once as one of them has connections, and two at least. The observer is told of
/// all in the plan's order, one after the other; durations are each question's own.
/// </remarks>
internal sealed class VerificationRound(DrillPlan plan, StageClock stages, IDrillObserver observer)
{
    private readonly Dictionary<VerificationId, VerificationOutcome> _outcomes = [];

    /// <summary>In the plan's order.</summary>
    public IReadOnlyList<VerificationOutcome> Outcomes =>
        [.. plan.Verifications.Where(v => _outcomes.ContainsKey(v.Id)).Select(v => _outcomes[v.Id])];

    /// <summary>Whether a verification of the fetched files failed.</summary>
    public bool Refused => _outcomes.Values.Any(o => o.Verdict == Verdict.Failed);

    public bool AnyNotPassed => _outcomes.Values.Any(o => o.Verdict != Verdict.Passed);

    public string Tally =>
        $"{Count(Verdict.Passed)} passed, {Count(Verdict.Failed)} failed, {Count(Verdict.Inconclusive)} inconclusive";

    public async Task AskAsync(VerificationMoment moment, VerificationContext context, CancellationToken stop)
    {
        var waiting = new Queue<IVerification>(plan.Verifications.Where(v => v.Moment == moment));
        while (waiting.TryDequeue(out var first))
        {
            var together = new List<IVerification> { first };
            while (first.GoesBesideOthers && waiting.TryPeek(out var next) && next.GoesBesideOthers)
            {
                together.Add(waiting.Dequeue());
            }

            await AskTogetherAsync(together, context, stop).ConfigureAwait(false);
        }
    }

    private async Task AskTogetherAsync(List<IVerification> verifications, VerificationContext context, CancellationToken stop)
    {
        using var places = new SemaphoreSlim(Math.Max(2, context.Parallelism));
        var answers = verifications.ConvertAll(verification => TimedAsync(verification, context, places, stop));
        try
        {
            foreach (var (verification, answer) in verifications.Zip(answers))
            {
                observer.VerificationBegan(verification.Id, verification.Title);
                var (given, duration) = await answer.ConfigureAwait(false);
                Keep(verification, given, duration);
            }
        }
        finally
        {
            // All have ended before anybody takes away what they look at.
            Task ended = Task.WhenAll(answers);
            await ended.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<(VerificationAnswer Answer, TimeSpan Duration)> TimedAsync(
        IVerification verification, VerificationContext context, SemaphoreSlim places, CancellationToken stop)
    {
        await places.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            var started = stages.Timestamp;
            var answer = await Task.Run(() => AnswerAsync(verification, context, stop), CancellationToken.None).ConfigureAwait(false);
            return (answer, stages.Since(started));
        }
        finally
        {
            places.Release();
        }
    }

    /// <summary>Leaves an inconclusive outcome for every verification that was not asked.</summary>
    public void LeaveOut(string because)
    {
        foreach (var verification in plan.Verifications.Where(v => !_outcomes.ContainsKey(v.Id)))
        {
            Keep(verification, VerificationAnswer.CouldNotAsk($"not asked: {because}"), TimeSpan.Zero);
        }
    }

    private static async Task<VerificationAnswer> AnswerAsync(
        IVerification verification, VerificationContext context, CancellationToken stop)
    {
        try
        {
            return await verification.RunAsync(context, stop).ConfigureAwait(false);
        }
        catch (DrillException e)
        {
            return VerificationAnswer.CouldNotAsk(e.Message);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // A verification's border: whatever came out is recorded, and the others are still asked.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return VerificationAnswer.CouldNotAsk(new UnexpectedErrorException($"Verification '{verification.Id}'", e).Message);
        }
    }

    private void Keep(IVerification verification, VerificationAnswer answer, TimeSpan duration)
    {
        var outcome = new VerificationOutcome(
            verification.Id,
            verification.Title,
            verification.Proves,
            answer.Verdict,
            answer.Scope,
            answer.Findings,
            answer.Impossible,
            duration)
        {
            Rows = answer.Rows,
            Files = answer.Files,
        };
        _outcomes[verification.Id] = outcome;
        observer.VerificationEnded(outcome);
    }

    private int Count(Verdict verdict) => _outcomes.Values.Count(o => o.Verdict == verdict);
}
